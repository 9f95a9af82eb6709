import { expect, test } from 'vitest';
import { givingAway, ofNobody, saysWhose } from './statements.ts';

test('a statement on a person’s table is told from one that says whose rows', () => {
  const right = [
    'select * from "cards" where "user_id" = $1 and "card" = $2',
    'select * from "cards" where "user_id" in ($1, $2)',
    'delete from "reviews" where "user_id" = $1 and "card_id" in (select "id" from "cards" where "user_id" = $2)',
    'select * from "reviews" inner join "cards" on "cards"."user_id" = "reviews"."user_id" where "reviews"."user_id" = $1',
    'insert into "cards" ("user_id", "card") values ($1, $2)',
    'select * from "server_cards" where "card" = $1',
  ];
  const wrong = [
    'update "cards" set "state" = $1 where "id" = $2',
    'select * from "reviews" inner join "cards" on "cards"."id" = "reviews"."card_id" where "cards"."user_id" = $1',
    'delete from "reviews" where "user_id" = $1 and "card_id" in (select "id" from "cards")',
    'insert into "cards" ("card") values ($1)',
  ];
  expect(right.filter((each) => !saysWhose(each))).toEqual([]);
  expect(ofNobody([...right, ...wrong])).toEqual(wrong);
});

test('a row that is given to another person is seen', () => {
  const given = [
    'update "season_scores" set "user_id" = $1 where "user_id" = $2',
    'update "cards" set "state" = $1, "user_id" = $2 where "id" = $3',
  ];
  const kept = ['update "cards" set "state" = $1 where "user_id" = $2 and "id" = $3'];
  expect(givingAway([...given, ...kept])).toEqual(given);
});
