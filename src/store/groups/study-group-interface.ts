import type { Memory } from '../../study/schedule/memory.ts';

/** What a server's study group has agreed on. */
export interface StudyGroup {
  /** IANA name; UTC until one was set. */
  readonly zone: string;
  /** Whole days since 1970-01-01 on the calendar of that zone; null where none is set. */
  readonly examDay: number | null;
  /** Moves the boundaries that figures are rounded at; never told. */
  readonly salt: number;
}

/** Somebody who lets their memory count in the group's. */
export interface GroupMember {
  readonly userId: string;
  /** They may be named to others. */
  readonly named: boolean;
  /** The exam day for which they took or declined the settings proposed; null before that. */
  readonly planned: number | null;
}

/** A person in a server. */
export interface GroupPerson {
  readonly guildId: string;
  readonly userId: string;
}

/** A card as one member remembers it. */
export interface MemberMemory {
  readonly userId: string;
  readonly card: string;
  /** Days until the probability of recall has fallen to 90 %. */
  readonly stability: number;
  /** The learner's day of the last grade. */
  readonly lastDay: number;
}

/** The study group of a server (`/group`), as use-cases. */
export interface StudyGroupStore {
  /** What the group has agreed on; the defaults where nobody has ever joined. */
  studyGroup(guildId: string): Promise<StudyGroup>;
  /** Everybody who joined, by id: in an order that does not tell who joined when. */
  groupMembers(guildId: string): Promise<readonly GroupMember[]>;
  /** This person as a member; undefined where they have not joined. */
  groupMember(person: GroupPerson): Promise<GroupMember | undefined>;
  /** Joins; who has joined stays as they are. `salt` is the group's where this is its first member. */
  joinGroup(input: GroupPerson & { readonly salt: number; readonly now: number }): Promise<GroupMember>;
  /** Leaves, with everything that was allowed. Gives whether they had joined. */
  leaveGroup(person: GroupPerson): Promise<boolean>;
  /** Whether they may be named to others. Throws StoreError `not-possible` for who has not joined. */
  allowNaming(input: GroupPerson & { readonly named: boolean }): Promise<GroupMember>;
  /** They took or declined what was proposed for this exam day. Does nothing for who has not joined. */
  planSettled(input: GroupPerson & { readonly examDay: number }): Promise<void>;
  /** Sets the exam day and its time zone, or takes it away with null. */
  setExamDay(input: {
    readonly guildId: string;
    readonly examDay: number | null;
    readonly zone: string;
    readonly salt: number;
  }): Promise<StudyGroup>;
  /** What these people remember of the cards they have met and not suspended. Few at once: all their rows are read. */
  memberMemories(userIds: readonly string[]): Promise<readonly MemberMemory[]>;
  /** The same of one person, whole. */
  ownMemories(userId: string): Promise<readonly { readonly card: string; readonly memory: Memory }[]>;
  /** Card → topic, of the server's own decks. */
  serverTopics(guildId: string): Promise<ReadonlyMap<string, string>>;
  /** Members of whom it was not known for longest that they are in the server, before `before`, ms. */
  membersToLookFor(input: {
    readonly guildId: string;
    readonly before: number;
    readonly limit: number;
  }): Promise<readonly string[]>;
  /** They are in the server. */
  memberSeen(input: GroupPerson & { readonly now: number }): Promise<void>;
}
