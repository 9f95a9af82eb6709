-- At which difficulty a drill was asked, 1 to 5: the learner's own is reckoned from it. NULL for other cards, for
-- questions about a paste, and for answers from before this was kept.
ALTER TABLE reviews ADD COLUMN asked_difficulty INTEGER;

-- Ids of decks that come before this one, as JSON; NULL for none.
ALTER TABLE server_decks ADD COLUMN after TEXT;
-- Keys of cards that come before this one, as JSON; NULL for none. They may be of another deck.
ALTER TABLE server_cards ADD COLUMN needs TEXT;
-- Where it comes among the new cards of its deck: as written, but behind what it needs.
ALTER TABLE server_cards ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
UPDATE server_cards SET place = position;

-- The decks that a server wants first, in its order. Decks of ours stand here by their id, its own by theirs.
CREATE TABLE deck_order (
  guild_id TEXT    NOT NULL,
  place    INTEGER NOT NULL,
  deck     TEXT    NOT NULL,
  PRIMARY KEY (guild_id, deck)
) WITHOUT ROWID;

-- The topics of the cards of ours became one list in one spelling. What was counted under the old name of a card's
-- topic is moved to the new one, by what its answers added; an imported deck may have a topic of the old name, and what
-- its cards added stays there.
CREATE TABLE renamed (card TEXT PRIMARY KEY NOT NULL, was TEXT NOT NULL, now TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO renamed VALUES
  ('capabilities-and-privilege/procmount-needs-userns', 'procMount', 'privileged'),
  ('levels-and-precedence/field-by-field', 'inheritance', 'levels'),
  ('levels-and-precedence/null-inherits', 'inheritance', 'levels'),
  ('levels-and-precedence/merge-key-last', 'inheritance', 'levels'),
  ('levels-and-precedence/selinux-level-lost', 'inheritance', 'levels'),
  ('levels-and-precedence/init-inherits', 'inheritance', 'levels'),
  ('levels-and-precedence/empty-pod-context', 'inheritance', 'levels'),
  ('nonroot-and-images/status-reason', 'symptoms', 'symptoms and messages'),
  ('nonroot-and-images/retries', 'symptoms', 'symptoms and messages'),
  ('pod-security-standards/levels-order', 'levels', 'Pod Security Standards'),
  ('pod-security-standards/plain-pod-level', 'levels', 'Pod Security Standards'),
  ('pod-security-standards/restricted-complete', 'restricted', 'Pod Security Standards'),
  ('pod-security-standards/restricted-one-missing', 'restricted', 'Pod Security Standards'),
  ('pod-security-standards/restricted-without-user', 'restricted', 'Pod Security Standards'),
  ('pod-security-standards/drop-net-raw', 'restricted', 'Pod Security Standards'),
  ('pod-security-standards/allowed-add-restricted', 'restricted', 'Pod Security Standards'),
  ('pod-security-standards/baseline-violations', 'baseline', 'Pod Security Standards'),
  ('pod-security-standards/hostnetwork-level', 'baseline', 'Pod Security Standards'),
  ('pod-security-standards/probe-host', 'baseline', 'Pod Security Standards'),
  ('pod-security-standards/pod-level-nonroot-suffices', 'restricted', 'Pod Security Standards'),
  ('pod-security-standards/pod-zero-overridden', 'restricted', 'Pod Security Standards'),
  ('pod-security-standards/user-namespace-relaxes', 'restricted', 'Pod Security Standards'),
  ('pod-security-standards/namespace-label', 'admission', 'Pod Security admission'),
  ('pod-security-standards/enforce-on-deployment', 'admission', 'Pod Security admission'),
  ('pod-security-standards/dry-run-label', 'admission', 'Pod Security admission'),
  ('pod-security-standards/running-pods-stay', 'admission', 'Pod Security admission'),
  ('pod-security-standards/version-label', 'admission', 'Pod Security admission'),
  ('pod-security-standards/init-counts', 'restricted', 'Pod Security Standards'),
  ('pod-security-standards/volume-types-restricted', 'restricted', 'Pod Security Standards'),
  ('pod-security-standards/seccomp-unconfined-baseline', 'baseline', 'Pod Security Standards'),
  ('pod-security-standards/psa-modes', 'admission', 'Pod Security admission'),
  ('pod-security-standards/psp-successor', 'admission', 'Pod Security admission'),
  ('pod-security-standards/caps-baseline', 'baseline', 'Pod Security Standards'),
  ('pod-security-standards/readonly-root-no-level', 'levels', 'Pod Security Standards'),
  ('profiles-and-sysctls/apparmor-field-since', 'AppArmor', 'AppArmor and SELinux'),
  ('profiles-and-sysctls/apparmor-annotation-vs-pod', 'AppArmor', 'AppArmor and SELinux'),
  ('profiles-and-sysctls/apparmor-not-enabled', 'AppArmor', 'AppArmor and SELinux'),
  ('profiles-and-sysctls/apparmor-asked-or-not', 'AppArmor', 'AppArmor and SELinux'),
  ('profiles-and-sysctls/selinux-empty-object', 'SELinux', 'AppArmor and SELinux'),
  ('profiles-and-sysctls/selinux-needs-node', 'SELinux', 'AppArmor and SELinux'),
  ('profiles-and-sysctls/apparmor-whole-object', 'AppArmor', 'AppArmor and SELinux'),
  ('users-and-groups/negative-uid', 'limits', 'runAsUser'),
  ('users-and-groups/largest-uid', 'limits', 'runAsUser'),
  ('users-and-groups/hex-uid', 'types', 'runAsUser'),
  ('users-and-groups/octal-uid', 'types', 'runAsUser'),
  ('users-and-groups/who-created-the-file', 'files', 'volumes'),
  ('users-and-groups/names-or-numbers', 'files', 'runAsUser'),
  ('users-and-groups/name-in-run-as-user', 'types', 'runAsUser'),
  ('verifying-and-troubleshooting/check-uid', 'checking', 'verifying'),
  ('verifying-and-troubleshooting/check-without-shell', 'checking', 'verifying'),
  ('verifying-and-troubleshooting/exec-which-container', 'checking', 'verifying'),
  ('verifying-and-troubleshooting/events-of-refusal', 'symptoms', 'symptoms and messages'),
  ('verifying-and-troubleshooting/dry-run-finds', 'kubectl', 'verifying'),
  ('verifying-and-troubleshooting/message-breaks-policy', 'messages', 'symptoms and messages'),
  ('verifying-and-troubleshooting/message-unknown-field', 'messages', 'symptoms and messages'),
  ('verifying-and-troubleshooting/message-cannot-unmarshal', 'messages', 'symptoms and messages'),
  ('verifying-and-troubleshooting/explain-command', 'kubectl', 'verifying'),
  ('verifying-and-troubleshooting/dry-run-server', 'kubectl', 'verifying'),
  ('verifying-and-troubleshooting/permission-denied-volume', 'symptoms', 'symptoms and messages'),
  ('verifying-and-troubleshooting/port-80-nonroot', 'symptoms', 'symptoms and messages'),
  ('verifying-and-troubleshooting/debug-copy', 'kubectl', 'verifying'),
  ('verifying-and-troubleshooting/jsonpath-spec', 'kubectl', 'verifying'),
  ('verifying-and-troubleshooting/validate-off', 'kubectl', 'verifying'),
  ('verifying-and-troubleshooting/locate-typo', 'messages', 'symptoms and messages'),
  ('verifying-and-troubleshooting/which-line-uid', 'checking', 'verifying'),
  ('verifying-and-troubleshooting/pod-pending-forbidden', 'symptoms', 'symptoms and messages'),
  ('verifying-and-troubleshooting/exam-generate', 'kubectl', 'verifying'),
  ('verifying-and-troubleshooting/apply-uid-change', 'kubectl', 'verifying'),
  ('verifying-and-troubleshooting/exec-is-not-pid-one', 'checking', 'verifying'),
  ('verifying-and-troubleshooting/three-views-recall', 'checking', 'verifying'),
  ('volumes-and-fsgroup/change-policy', 'fsGroupChangePolicy', 'fsGroup'),
  ('volumes-and-fsgroup/on-root-mismatch-deep', 'fsGroupChangePolicy', 'fsGroup'),
  ('volumes-and-fsgroup/policy-default', 'fsGroupChangePolicy', 'fsGroup'),
  ('volumes-and-fsgroup/policy-on-ephemeral', 'fsGroupChangePolicy', 'fsGroup'),
  ('volumes-and-fsgroup/hostpath-fsgroup', 'volume types', 'volumes'),
  ('volumes-and-fsgroup/csi-delegation', 'volume types', 'volumes'),
  ('volumes-and-fsgroup/policy-typo', 'fsGroupChangePolicy', 'fsGroup'),
  ('volumes-and-fsgroup/shared-volume-two-uids', 'sharing', 'volumes'),
  ('volumes-and-fsgroup/token-owner', 'sharing', 'volumes'),
  ('volumes-and-fsgroup/selinux-mcs', 'sharing', 'volumes'),
  ('workloads-and-containers/init-override', 'init containers', 'init containers and sidecars'),
  ('workloads-and-containers/init-refused-status', 'init containers', 'init containers and sidecars'),
  ('workloads-and-containers/init-same-groups', 'init containers', 'init containers and sidecars'),
  ('workloads-and-containers/sidecar-what', 'sidecars', 'init containers and sidecars'),
  ('workloads-and-containers/sidecar-uid', 'sidecars', 'init containers and sidecars'),
  ('workloads-and-containers/first-init-order', 'init containers', 'init containers and sidecars'),
  ('lab/catalog-with-sidecar', 'sidecars', 'init containers and sidecars'),
  ('lab/database-at-home', 'symptoms', 'symptoms and messages'),
  ('lab/edit-refused', 'kubectl', 'verifying'),
  ('lab/held-back', 'restricted', 'Pod Security Standards'),
  ('lab/label-with-care', 'admission', 'Pod Security admission'),
  ('lab/report-restricted', 'restricted', 'Pod Security Standards'),
  ('lab/secret-unread', 'files', 'volumes'),
  ('lab/sidecar-forgotten', 'inheritance', 'levels'),
  ('lab/two-users-one-volume', 'sharing', 'volumes'),
  ('lab/who-runs-what', 'checking', 'verifying'),
  ('drill/uid', 'Users', 'runAsUser'),
  ('drill/roots', 'Users', 'runAsUser'),
  ('drill/gid', 'Groups', 'runAsGroup'),
  ('drill/id-output', 'Groups', 'supplementalGroups'),
  ('drill/change', 'Levels', 'levels'),
  ('drill/home', 'Levels', 'levels'),
  ('drill/fault', 'Levels', 'misplaced fields'),
  ('drill/owner', 'Volumes', 'volumes'),
  ('drill/privileges', 'Capabilities and privilege', 'allowPrivilegeEscalation');

CREATE TABLE moved AS
  SELECT cards.user_id AS user_id, renamed.was AS was, renamed.now AS now,
         sum(reviews.points) AS points, count(*) AS answered, sum(reviews.correct) AS correct
  FROM renamed
  JOIN cards ON cards.card = renamed.card
  JOIN reviews ON reviews.card_id = cards.id AND reviews.undone = 0
  GROUP BY cards.user_id, renamed.was, renamed.now;

-- Nothing is moved that is not there: some of these answers were counted under a name the topic had even earlier.
DELETE FROM moved WHERE NOT EXISTS (
  SELECT 1 FROM topics
  JOIN (
    SELECT user_id, was, sum(points) AS points, sum(answered) AS answered, sum(correct) AS correct
    FROM moved GROUP BY user_id, was
  ) AS sums ON sums.user_id = topics.user_id AND sums.was = topics.topic
  WHERE topics.user_id = moved.user_id AND topics.topic = moved.was
    AND topics.points >= sums.points AND topics.answered >= sums.answered AND topics.correct >= sums.correct
);

INSERT INTO topics (user_id, topic, points, answered, correct)
  SELECT user_id, now, sum(points), sum(answered), sum(correct) FROM moved WHERE true GROUP BY user_id, now
  ON CONFLICT (user_id, topic) DO UPDATE SET
    points   = topics.points   + excluded.points,
    answered = topics.answered + excluded.answered,
    correct  = topics.correct  + excluded.correct;

UPDATE topics SET
  points   = topics.points   - sums.points,
  answered = topics.answered - sums.answered,
  correct  = topics.correct  - sums.correct
FROM (
  SELECT user_id, was, sum(points) AS points, sum(answered) AS answered, sum(correct) AS correct
  FROM moved GROUP BY user_id, was
) AS sums
WHERE topics.user_id = sums.user_id AND topics.topic = sums.was;

DELETE FROM topics WHERE answered <= 0 AND topic IN (SELECT was FROM renamed);

-- Questions that are still kept: what undoing their answers takes back, and what they say they are about.
UPDATE asks SET topic = renamed.now, question = json_set(asks.question, '$.topic', renamed.now)
FROM renamed WHERE renamed.card = asks.card AND asks.topic = renamed.was;

-- A series about one topic goes on under its new name, unless a deck of the server has a topic of the old one.
UPDATE asks SET run = json_set(asks.run, '$.topic', names.now)
FROM (
  SELECT lower(was) AS was, now,
         row_number() OVER (PARTITION BY lower(was) ORDER BY count(*) DESC, now) AS rank
  FROM renamed GROUP BY lower(was), now
) AS names
WHERE names.rank = 1 AND names.was <> 'levels' AND lower(json_extract(asks.run, '$.topic')) = names.was
  AND NOT EXISTS (
    SELECT 1 FROM server_cards
    JOIN server_decks ON server_decks.id = server_cards.deck_id
    WHERE server_decks.guild_id = asks.guild_id AND lower(server_cards.topic) = names.was
  );

DROP TABLE moved;
DROP TABLE renamed;
