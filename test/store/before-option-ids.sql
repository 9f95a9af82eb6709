CREATE TABLE schema_migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL);
CREATE TABLE asks (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id    TEXT    NOT NULL,
  guild_id   TEXT,
  channel_id TEXT    NOT NULL,
  card       TEXT    NOT NULL,
  topic      TEXT    NOT NULL,
  question   TEXT    NOT NULL,
  run        TEXT    NOT NULL,
  asked_at   INTEGER NOT NULL,
  closed_at  INTEGER
, pasted INTEGER NOT NULL DEFAULT 0, stale INTEGER NOT NULL DEFAULT 0);
CREATE TABLE cards (
  id      INTEGER PRIMARY KEY,
  user_id TEXT NOT NULL,
  card    TEXT NOT NULL, state          INTEGER NOT NULL DEFAULT 0, stability      REAL    NOT NULL DEFAULT 0, difficulty     REAL    NOT NULL DEFAULT 0, due            INTEGER NOT NULL DEFAULT 0, due_day        INTEGER NOT NULL DEFAULT 0, step           INTEGER NOT NULL DEFAULT 0, reps           INTEGER NOT NULL DEFAULT 0, lapses         INTEGER NOT NULL DEFAULT 0, scheduled_days INTEGER NOT NULL DEFAULT 0, last_review    INTEGER, last_day       INTEGER, suspended      INTEGER NOT NULL DEFAULT 0, buried_day     INTEGER,
  UNIQUE (user_id, card)
);
CREATE TABLE reviews (
  id          INTEGER PRIMARY KEY,
  card_id     INTEGER NOT NULL REFERENCES cards (id) ON DELETE CASCADE,
  ask_id      INTEGER NOT NULL UNIQUE,
  day         INTEGER NOT NULL,
  answered_at INTEGER NOT NULL,
  answer      TEXT    NOT NULL,
  correct     INTEGER NOT NULL,
  points      INTEGER NOT NULL,
  scored      INTEGER NOT NULL
, grade  INTEGER, rep    INTEGER, before TEXT, undone INTEGER NOT NULL DEFAULT 0);
CREATE TABLE scores (
  guild_id TEXT    NOT NULL,
  period   TEXT    NOT NULL,
  user_id  TEXT    NOT NULL,
  points   INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  correct  INTEGER NOT NULL,
  PRIMARY KEY (guild_id, period, user_id)
) WITHOUT ROWID;
CREATE TABLE days (
  user_id  TEXT    NOT NULL,
  day      INTEGER NOT NULL,
  points   INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  correct  INTEGER NOT NULL, introduced INTEGER NOT NULL DEFAULT 0, recalled   INTEGER NOT NULL DEFAULT 0, forgotten  INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (user_id, day)
) WITHOUT ROWID;
CREATE TABLE topics (
  user_id  TEXT    NOT NULL,
  topic    TEXT    NOT NULL,
  points   INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  correct  INTEGER NOT NULL,
  PRIMARY KEY (user_id, topic)
) WITHOUT ROWID;
CREATE TABLE reports (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  ask_id     INTEGER,
  card       TEXT    NOT NULL,
  user_id    TEXT    NOT NULL,
  guild_id   TEXT,
  text       TEXT    NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE TABLE settings (
  user_id         TEXT    PRIMARY KEY NOT NULL,
  zone            TEXT    NOT NULL,
  rollover        INTEGER NOT NULL,
  new_per_day     INTEGER NOT NULL,
  reviews_per_day INTEGER NOT NULL,
  retention       REAL    NOT NULL
) WITHOUT ROWID;
CREATE TABLE breaks (
  user_id   TEXT    NOT NULL,
  first_day INTEGER NOT NULL,
  last_day  INTEGER NOT NULL,
  PRIMARY KEY (user_id, first_day)
) WITHOUT ROWID;
CREATE TABLE reminders (
  user_id  TEXT    PRIMARY KEY NOT NULL,
  hour     INTEGER NOT NULL,
  next_at  INTEGER NOT NULL,
  last_day INTEGER
) WITHOUT ROWID;
CREATE TABLE server_decks (
  id          INTEGER PRIMARY KEY,
  guild_id    TEXT    NOT NULL,
  deck        TEXT    NOT NULL,
  title       TEXT    NOT NULL,
  description TEXT    NOT NULL,
  imported_at INTEGER NOT NULL,
  UNIQUE (guild_id, deck)
);
CREATE TABLE server_cards (
  card     TEXT    PRIMARY KEY NOT NULL,
  deck_id  INTEGER NOT NULL REFERENCES server_decks (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  topic    TEXT    NOT NULL,
  family   TEXT,
  body     TEXT    NOT NULL
);
CREATE TABLE revisions (
  card     TEXT PRIMARY KEY NOT NULL,
  revision TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE item_counts (
  card  TEXT    NOT NULL,
  item  TEXT    NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (card, item)
) WITHOUT ROWID;
CREATE TABLE guilds (
  guild_id TEXT PRIMARY KEY NOT NULL,
  left_at  INTEGER
) WITHOUT ROWID;
INSERT INTO schema_migrations VALUES (1, '0001-main.sql', 'b1aeec515eb03bd11e98ae8dfade3492f1ee5bbbe692a5117ef45e491c787ba8', 1795813993856);
INSERT INTO schema_migrations VALUES (2, '0002-memory.sql', '6034a7eacade0a73f9017d46ee4511edeade79868433fe01d038d1a4acaa221c', 1795813993856);
INSERT INTO schema_migrations VALUES (3, '0003-undone.sql', 'fafe920987fbec77ba15a967e8e530094f220a06712e69d6e2f527d847fb2222', 1795813993856);
INSERT INTO schema_migrations VALUES (4, '0004-pasted.sql', 'a19c75fdc4af0e5ccb73e502c6bfa12c0e698fc66a09add47695588bf8ff3ea2', 1795813993856);
INSERT INTO schema_migrations VALUES (5, '0005-decks.sql', '8ec22b9ff2801870d0a98924f3b87e15aeaddf87b9f82590fa90b0193471e41d', 1795813993856);
INSERT INTO asks VALUES (1, '100000000000000001', '200000000000000001', '300000000000000001', 'capabilities-and-privilege/ape-what', 'allowPrivilegeEscalation', '{"card":"capabilities-and-privilege/ape-what","revision":"c2c388706726","seed":0,"kind":"choice","deckTitle":"Capabilities, privilege, escalation","topic":"allowPrivilegeEscalation","difficulty":2,"prompt":"What does `allowPrivilegeEscalation: false` tell the kernel?","options":[{"key":"A","text":"To set no_new_privs on the process","correct":true,"why":"With this flag setuid programs and file capabilities give nothing on exec."},{"key":"B","text":"To change the process to a non-root user","correct":false,"why":"The user comes from `runAsUser` or the image."},{"key":"C","text":"To drop every capability of the process","correct":false,"why":"Capabilities are dropped with `capabilities.drop`."},{"key":"D","text":"To forbid setuid programs to be started","correct":false,"why":"They start as ever; they just gain nothing by being setuid."}],"explanation":"A process can then gain no more privileges than its parent has.","source":{"title":"Configure a Security Context for a Pod or Container","url":"https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"}}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800000, 1772452800000, 0, 0);
INSERT INTO asks VALUES (2, '100000000000000001', '200000000000000001', '300000000000000001', 'capabilities-and-privilege/ape-what', 'allowPrivilegeEscalation', '{"card":"capabilities-and-privilege/ape-what","revision":"c2c388706726","seed":0,"kind":"choice","deckTitle":"Capabilities, privilege, escalation","topic":"allowPrivilegeEscalation","difficulty":2,"prompt":"What does `allowPrivilegeEscalation: false` tell the kernel?","options":[{"key":"A","text":"To set no_new_privs on the process","correct":true,"why":"With this flag setuid programs and file capabilities give nothing on exec."},{"key":"B","text":"To change the process to a non-root user","correct":false,"why":"The user comes from `runAsUser` or the image."},{"key":"C","text":"To drop every capability of the process","correct":false,"why":"Capabilities are dropped with `capabilities.drop`."},{"key":"D","text":"To forbid setuid programs to be started","correct":false,"why":"They start as ever; they just gain nothing by being setuid."}],"explanation":"A process can then gain no more privileges than its parent has.","source":{"title":"Configure a Security Context for a Pod or Container","url":"https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"}}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772798400000, 1772798400000, 0, 0);
INSERT INTO asks VALUES (3, '100000000000000002', '200000000000000001', '300000000000000001', 'capabilities-and-privilege/ape-what', 'allowPrivilegeEscalation', '{"card":"capabilities-and-privilege/ape-what","revision":"c2c388706726","seed":0,"kind":"choice","deckTitle":"Capabilities, privilege, escalation","topic":"allowPrivilegeEscalation","difficulty":2,"prompt":"What does `allowPrivilegeEscalation: false` tell the kernel?","options":[{"key":"A","text":"To set no_new_privs on the process","correct":true,"why":"With this flag setuid programs and file capabilities give nothing on exec."},{"key":"B","text":"To change the process to a non-root user","correct":false,"why":"The user comes from `runAsUser` or the image."},{"key":"C","text":"To drop every capability of the process","correct":false,"why":"Capabilities are dropped with `capabilities.drop`."},{"key":"D","text":"To forbid setuid programs to be started","correct":false,"why":"They start as ever; they just gain nothing by being setuid."}],"explanation":"A process can then gain no more privileges than its parent has.","source":{"title":"Configure a Security Context for a Pod or Container","url":"https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"}}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800000, 1772452800000, 0, 0);
INSERT INTO asks VALUES (4, '100000000000000002', '200000000000000001', '300000000000000001', 'capabilities-and-privilege/ape-what', 'allowPrivilegeEscalation', '{"card":"capabilities-and-privilege/ape-what","revision":"c2c388706726","seed":0,"kind":"choice","deckTitle":"Capabilities, privilege, escalation","topic":"allowPrivilegeEscalation","difficulty":2,"prompt":"What does `allowPrivilegeEscalation: false` tell the kernel?","options":[{"key":"A","text":"To set no_new_privs on the process","correct":true,"why":"With this flag setuid programs and file capabilities give nothing on exec."},{"key":"B","text":"To change the process to a non-root user","correct":false,"why":"The user comes from `runAsUser` or the image."},{"key":"C","text":"To drop every capability of the process","correct":false,"why":"Capabilities are dropped with `capabilities.drop`."},{"key":"D","text":"To forbid setuid programs to be started","correct":false,"why":"They start as ever; they just gain nothing by being setuid."}],"explanation":"A process can then gain no more privileges than its parent has.","source":{"title":"Configure a Security Context for a Pod or Container","url":"https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"}}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772712000000, 1772712000000, 0, 0);
INSERT INTO asks VALUES (5, '100000000000000001', '200000000000000001', '300000000000000001', 'capabilities-and-privilege/privileged-ignores', 'privileged', '{"card":"capabilities-and-privilege/privileged-ignores","revision":"9106bf77f0ef","seed":1,"kind":"multi","deckTitle":"Capabilities, privilege, escalation","topic":"privileged","difficulty":4,"prompt":"Choose every setting that the runtime ignores for a privileged container.","options":[{"key":"A","text":"capabilities.drop","correct":true,"why":"A privileged container gets all capabilities, whatever the list says."},{"key":"B","text":"seccompProfile","correct":true,"why":"No filter is loaded for a privileged container."},{"key":"C","text":"readOnlyRootFilesystem","correct":false,"why":"The root filesystem is mounted as asked."},{"key":"D","text":"appArmorProfile","correct":true,"why":"No profile is applied to a privileged container."},{"key":"E","text":"runAsUser","correct":false,"why":"The user is set as for any other container."}],"explanation":"The kubelet passes the settings on; the runtime gives privileged precedence over them.","source":{"title":"Kernel-level security features and privileged containers","url":"https://kubernetes.io/docs/concepts/security/linux-kernel-security-constraints/#kernel-security-features-privileged-containers"}}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800001, 1772452800001, 0, 0);
INSERT INTO asks VALUES (6, '100000000000000001', '200000000000000001', '300000000000000001', 'capabilities-and-privilege/privileged-ignores', 'privileged', '{"card":"capabilities-and-privilege/privileged-ignores","revision":"9106bf77f0ef","seed":1,"kind":"multi","deckTitle":"Capabilities, privilege, escalation","topic":"privileged","difficulty":4,"prompt":"Choose every setting that the runtime ignores for a privileged container.","options":[{"key":"A","text":"capabilities.drop","correct":true,"why":"A privileged container gets all capabilities, whatever the list says."},{"key":"B","text":"seccompProfile","correct":true,"why":"No filter is loaded for a privileged container."},{"key":"C","text":"readOnlyRootFilesystem","correct":false,"why":"The root filesystem is mounted as asked."},{"key":"D","text":"appArmorProfile","correct":true,"why":"No profile is applied to a privileged container."},{"key":"E","text":"runAsUser","correct":false,"why":"The user is set as for any other container."}],"explanation":"The kubelet passes the settings on; the runtime gives privileged precedence over them.","source":{"title":"Kernel-level security features and privileged containers","url":"https://kubernetes.io/docs/concepts/security/linux-kernel-security-constraints/#kernel-security-features-privileged-containers"}}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772798400001, 1772798400001, 0, 0);
INSERT INTO asks VALUES (7, '100000000000000002', '200000000000000001', '300000000000000001', 'capabilities-and-privilege/privileged-ignores', 'privileged', '{"card":"capabilities-and-privilege/privileged-ignores","revision":"9106bf77f0ef","seed":1,"kind":"multi","deckTitle":"Capabilities, privilege, escalation","topic":"privileged","difficulty":4,"prompt":"Choose every setting that the runtime ignores for a privileged container.","options":[{"key":"A","text":"capabilities.drop","correct":true,"why":"A privileged container gets all capabilities, whatever the list says."},{"key":"B","text":"seccompProfile","correct":true,"why":"No filter is loaded for a privileged container."},{"key":"C","text":"readOnlyRootFilesystem","correct":false,"why":"The root filesystem is mounted as asked."},{"key":"D","text":"appArmorProfile","correct":true,"why":"No profile is applied to a privileged container."},{"key":"E","text":"runAsUser","correct":false,"why":"The user is set as for any other container."}],"explanation":"The kubelet passes the settings on; the runtime gives privileged precedence over them.","source":{"title":"Kernel-level security features and privileged containers","url":"https://kubernetes.io/docs/concepts/security/linux-kernel-security-constraints/#kernel-security-features-privileged-containers"}}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800001, 1772452800001, 0, 0);
INSERT INTO asks VALUES (8, '100000000000000002', '200000000000000001', '300000000000000001', 'capabilities-and-privilege/privileged-ignores', 'privileged', '{"card":"capabilities-and-privilege/privileged-ignores","revision":"9106bf77f0ef","seed":1,"kind":"multi","deckTitle":"Capabilities, privilege, escalation","topic":"privileged","difficulty":4,"prompt":"Choose every setting that the runtime ignores for a privileged container.","options":[{"key":"A","text":"capabilities.drop","correct":true,"why":"A privileged container gets all capabilities, whatever the list says."},{"key":"B","text":"seccompProfile","correct":true,"why":"No filter is loaded for a privileged container."},{"key":"C","text":"readOnlyRootFilesystem","correct":false,"why":"The root filesystem is mounted as asked."},{"key":"D","text":"appArmorProfile","correct":true,"why":"No profile is applied to a privileged container."},{"key":"E","text":"runAsUser","correct":false,"why":"The user is set as for any other container."}],"explanation":"The kubelet passes the settings on; the runtime gives privileged precedence over them.","source":{"title":"Kernel-level security features and privileged containers","url":"https://kubernetes.io/docs/concepts/security/linux-kernel-security-constraints/#kernel-security-features-privileged-containers"}}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772712000001, 1772712000001, 0, 0);
INSERT INTO asks VALUES (9, '100000000000000001', '200000000000000001', '300000000000000001', 'capabilities-and-privilege/locate-capabilities', 'capabilities', '{"card":"capabilities-and-privilege/locate-capabilities","revision":"6f322245188d","seed":2,"kind":"locate","deckTitle":"Capabilities, privilege, escalation","topic":"capabilities","difficulty":2,"prompt":"Which line stands at the wrong level?","manifest":"apiVersion: v1\nkind: Pod\nmetadata:\n  name: ports\nspec:\n  securityContext:\n    runAsUser: 1000\n    capabilities:\n      drop: [ALL]\n  containers:\n  - name: app\n    image: registry.example.com/ports:1\n    securityContext:\n      allowPrivilegeEscalation: false\n      privileged: false\n","options":[{"key":"7","text":"runAsUser: 1000","correct":false,"why":"`runAsUser` exists at both levels."},{"key":"8","text":"capabilities:","correct":true,"why":"`capabilities` exists on containers only."},{"key":"14","text":"allowPrivilegeEscalation: false","correct":false,"why":"`allowPrivilegeEscalation` stands on a container, where it belongs."},{"key":"15","text":"privileged: false","correct":false,"why":"`privileged` stands on a container, where it belongs."}],"explanation":"kubectl refuses the pod. With validation off the field would be dropped, and nothing would be dropped from the container''s capabilities.","source":{"title":"PodSecurityContext (API reference)","url":"https://kubernetes.io/docs/reference/kubernetes-api/core/pod-v1/#PodSecurityContext"}}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800002, 1772452800002, 0, 0);
INSERT INTO asks VALUES (10, '100000000000000001', '200000000000000001', '300000000000000001', 'capabilities-and-privilege/locate-capabilities', 'capabilities', '{"card":"capabilities-and-privilege/locate-capabilities","revision":"6f322245188d","seed":2,"kind":"locate","deckTitle":"Capabilities, privilege, escalation","topic":"capabilities","difficulty":2,"prompt":"Which line stands at the wrong level?","manifest":"apiVersion: v1\nkind: Pod\nmetadata:\n  name: ports\nspec:\n  securityContext:\n    runAsUser: 1000\n    capabilities:\n      drop: [ALL]\n  containers:\n  - name: app\n    image: registry.example.com/ports:1\n    securityContext:\n      allowPrivilegeEscalation: false\n      privileged: false\n","options":[{"key":"7","text":"runAsUser: 1000","correct":false,"why":"`runAsUser` exists at both levels."},{"key":"8","text":"capabilities:","correct":true,"why":"`capabilities` exists on containers only."},{"key":"14","text":"allowPrivilegeEscalation: false","correct":false,"why":"`allowPrivilegeEscalation` stands on a container, where it belongs."},{"key":"15","text":"privileged: false","correct":false,"why":"`privileged` stands on a container, where it belongs."}],"explanation":"kubectl refuses the pod. With validation off the field would be dropped, and nothing would be dropped from the container''s capabilities.","source":{"title":"PodSecurityContext (API reference)","url":"https://kubernetes.io/docs/reference/kubernetes-api/core/pod-v1/#PodSecurityContext"}}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772798400002, 1772798400002, 0, 0);
INSERT INTO asks VALUES (11, '100000000000000002', '200000000000000001', '300000000000000001', 'capabilities-and-privilege/locate-capabilities', 'capabilities', '{"card":"capabilities-and-privilege/locate-capabilities","revision":"6f322245188d","seed":2,"kind":"locate","deckTitle":"Capabilities, privilege, escalation","topic":"capabilities","difficulty":2,"prompt":"Which line stands at the wrong level?","manifest":"apiVersion: v1\nkind: Pod\nmetadata:\n  name: ports\nspec:\n  securityContext:\n    runAsUser: 1000\n    capabilities:\n      drop: [ALL]\n  containers:\n  - name: app\n    image: registry.example.com/ports:1\n    securityContext:\n      allowPrivilegeEscalation: false\n      privileged: false\n","options":[{"key":"7","text":"runAsUser: 1000","correct":false,"why":"`runAsUser` exists at both levels."},{"key":"8","text":"capabilities:","correct":true,"why":"`capabilities` exists on containers only."},{"key":"14","text":"allowPrivilegeEscalation: false","correct":false,"why":"`allowPrivilegeEscalation` stands on a container, where it belongs."},{"key":"15","text":"privileged: false","correct":false,"why":"`privileged` stands on a container, where it belongs."}],"explanation":"kubectl refuses the pod. With validation off the field would be dropped, and nothing would be dropped from the container''s capabilities.","source":{"title":"PodSecurityContext (API reference)","url":"https://kubernetes.io/docs/reference/kubernetes-api/core/pod-v1/#PodSecurityContext"}}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800002, 1772452800002, 0, 0);
INSERT INTO asks VALUES (12, '100000000000000002', '200000000000000001', '300000000000000001', 'capabilities-and-privilege/locate-capabilities', 'capabilities', '{"card":"capabilities-and-privilege/locate-capabilities","revision":"6f322245188d","seed":2,"kind":"locate","deckTitle":"Capabilities, privilege, escalation","topic":"capabilities","difficulty":2,"prompt":"Which line stands at the wrong level?","manifest":"apiVersion: v1\nkind: Pod\nmetadata:\n  name: ports\nspec:\n  securityContext:\n    runAsUser: 1000\n    capabilities:\n      drop: [ALL]\n  containers:\n  - name: app\n    image: registry.example.com/ports:1\n    securityContext:\n      allowPrivilegeEscalation: false\n      privileged: false\n","options":[{"key":"7","text":"runAsUser: 1000","correct":false,"why":"`runAsUser` exists at both levels."},{"key":"8","text":"capabilities:","correct":true,"why":"`capabilities` exists on containers only."},{"key":"14","text":"allowPrivilegeEscalation: false","correct":false,"why":"`allowPrivilegeEscalation` stands on a container, where it belongs."},{"key":"15","text":"privileged: false","correct":false,"why":"`privileged` stands on a container, where it belongs."}],"explanation":"kubectl refuses the pod. With validation off the field would be dropped, and nothing would be dropped from the container''s capabilities.","source":{"title":"PodSecurityContext (API reference)","url":"https://kubernetes.io/docs/reference/kubernetes-api/core/pod-v1/#PodSecurityContext"}}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772712000002, 1772712000002, 0, 0);
INSERT INTO asks VALUES (13, '100000000000000001', '200000000000000001', '300000000000000001', 'capabilities-and-privilege/user-namespace-inside', 'user namespaces', '{"card":"capabilities-and-privilege/user-namespace-inside","revision":"84e1cd4ca3fa","seed":3,"kind":"number","deckTitle":"Capabilities, privilege, escalation","topic":"user namespaces","difficulty":2,"prompt":"The pod has a user namespace of its own. Which number does `id -u` print inside the container?","manifest":"apiVersion: v1\nkind: Pod\nmetadata:\n  name: inside\nspec:\n  hostUsers: false\n  securityContext:\n    runAsUser: 1000\n  containers:\n  - name: app\n    image: registry.example.com/inside:1\n","number":1000,"explanation":"The mapping is invisible from inside. Only on the node does the same process show up under a high, mapped id.","source":{"title":"User Namespaces","url":"https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/"},"since":"1.33"}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800003, 1772452800003, 0, 0);
INSERT INTO asks VALUES (14, '100000000000000001', '200000000000000001', '300000000000000001', 'capabilities-and-privilege/user-namespace-inside', 'user namespaces', '{"card":"capabilities-and-privilege/user-namespace-inside","revision":"84e1cd4ca3fa","seed":3,"kind":"number","deckTitle":"Capabilities, privilege, escalation","topic":"user namespaces","difficulty":2,"prompt":"The pod has a user namespace of its own. Which number does `id -u` print inside the container?","manifest":"apiVersion: v1\nkind: Pod\nmetadata:\n  name: inside\nspec:\n  hostUsers: false\n  securityContext:\n    runAsUser: 1000\n  containers:\n  - name: app\n    image: registry.example.com/inside:1\n","number":1000,"explanation":"The mapping is invisible from inside. Only on the node does the same process show up under a high, mapped id.","source":{"title":"User Namespaces","url":"https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/"},"since":"1.33"}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772798400003, 1772798400003, 0, 0);
INSERT INTO asks VALUES (15, '100000000000000002', '200000000000000001', '300000000000000001', 'capabilities-and-privilege/user-namespace-inside', 'user namespaces', '{"card":"capabilities-and-privilege/user-namespace-inside","revision":"84e1cd4ca3fa","seed":3,"kind":"number","deckTitle":"Capabilities, privilege, escalation","topic":"user namespaces","difficulty":2,"prompt":"The pod has a user namespace of its own. Which number does `id -u` print inside the container?","manifest":"apiVersion: v1\nkind: Pod\nmetadata:\n  name: inside\nspec:\n  hostUsers: false\n  securityContext:\n    runAsUser: 1000\n  containers:\n  - name: app\n    image: registry.example.com/inside:1\n","number":1000,"explanation":"The mapping is invisible from inside. Only on the node does the same process show up under a high, mapped id.","source":{"title":"User Namespaces","url":"https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/"},"since":"1.33"}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800003, 1772452800003, 0, 0);
INSERT INTO asks VALUES (16, '100000000000000002', '200000000000000001', '300000000000000001', 'capabilities-and-privilege/user-namespace-inside', 'user namespaces', '{"card":"capabilities-and-privilege/user-namespace-inside","revision":"84e1cd4ca3fa","seed":3,"kind":"number","deckTitle":"Capabilities, privilege, escalation","topic":"user namespaces","difficulty":2,"prompt":"The pod has a user namespace of its own. Which number does `id -u` print inside the container?","manifest":"apiVersion: v1\nkind: Pod\nmetadata:\n  name: inside\nspec:\n  hostUsers: false\n  securityContext:\n    runAsUser: 1000\n  containers:\n  - name: app\n    image: registry.example.com/inside:1\n","number":1000,"explanation":"The mapping is invisible from inside. Only on the node does the same process show up under a high, mapped id.","source":{"title":"User Namespaces","url":"https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/"},"since":"1.33"}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772712000003, 1772712000003, 0, 0);
INSERT INTO asks VALUES (17, '100000000000000001', '200000000000000001', '300000000000000001', 'capabilities-and-privilege/escalation-recall', 'allowPrivilegeEscalation', '{"card":"capabilities-and-privilege/escalation-recall","revision":"317bd887b58e","seed":4,"kind":"recall","deckTitle":"Capabilities, privilege, escalation","topic":"allowPrivilegeEscalation","difficulty":3,"prompt":"With which two settings does the API server refuse `allowPrivilegeEscalation: false` on the same container?","answer":"`privileged: true`, and `CAP_SYS_ADMIN` (in that spelling) in `capabilities.add`","explanation":"Both are contradictions that validation knows. `SYS_ADMIN` without the prefix slips through.","source":{"title":"ValidateSecurityContext in pkg/apis/core/validation/validation.go","url":"https://github.com/kubernetes/kubernetes/blob/v1.36.2/pkg/apis/core/validation/validation.go"}}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800004, 1772452800004, 0, 0);
INSERT INTO asks VALUES (18, '100000000000000001', '200000000000000001', '300000000000000001', 'capabilities-and-privilege/escalation-recall', 'allowPrivilegeEscalation', '{"card":"capabilities-and-privilege/escalation-recall","revision":"317bd887b58e","seed":4,"kind":"recall","deckTitle":"Capabilities, privilege, escalation","topic":"allowPrivilegeEscalation","difficulty":3,"prompt":"With which two settings does the API server refuse `allowPrivilegeEscalation: false` on the same container?","answer":"`privileged: true`, and `CAP_SYS_ADMIN` (in that spelling) in `capabilities.add`","explanation":"Both are contradictions that validation knows. `SYS_ADMIN` without the prefix slips through.","source":{"title":"ValidateSecurityContext in pkg/apis/core/validation/validation.go","url":"https://github.com/kubernetes/kubernetes/blob/v1.36.2/pkg/apis/core/validation/validation.go"}}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772798400004, 1772798400004, 0, 0);
INSERT INTO asks VALUES (19, '100000000000000002', '200000000000000001', '300000000000000001', 'capabilities-and-privilege/escalation-recall', 'allowPrivilegeEscalation', '{"card":"capabilities-and-privilege/escalation-recall","revision":"317bd887b58e","seed":4,"kind":"recall","deckTitle":"Capabilities, privilege, escalation","topic":"allowPrivilegeEscalation","difficulty":3,"prompt":"With which two settings does the API server refuse `allowPrivilegeEscalation: false` on the same container?","answer":"`privileged: true`, and `CAP_SYS_ADMIN` (in that spelling) in `capabilities.add`","explanation":"Both are contradictions that validation knows. `SYS_ADMIN` without the prefix slips through.","source":{"title":"ValidateSecurityContext in pkg/apis/core/validation/validation.go","url":"https://github.com/kubernetes/kubernetes/blob/v1.36.2/pkg/apis/core/validation/validation.go"}}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800004, 1772452800004, 0, 0);
INSERT INTO asks VALUES (20, '100000000000000002', '200000000000000001', '300000000000000001', 'capabilities-and-privilege/escalation-recall', 'allowPrivilegeEscalation', '{"card":"capabilities-and-privilege/escalation-recall","revision":"317bd887b58e","seed":4,"kind":"recall","deckTitle":"Capabilities, privilege, escalation","topic":"allowPrivilegeEscalation","difficulty":3,"prompt":"With which two settings does the API server refuse `allowPrivilegeEscalation: false` on the same container?","answer":"`privileged: true`, and `CAP_SYS_ADMIN` (in that spelling) in `capabilities.add`","explanation":"Both are contradictions that validation knows. `SYS_ADMIN` without the prefix slips through.","source":{"title":"ValidateSecurityContext in pkg/apis/core/validation/validation.go","url":"https://github.com/kubernetes/kubernetes/blob/v1.36.2/pkg/apis/core/validation/validation.go"}}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772712000004, 1772712000004, 0, 0);
INSERT INTO asks VALUES (21, '100000000000000001', '200000000000000001', '300000000000000001', '200000000000000001.ours/level', 'levels', '{"card":"200000000000000001.ours/level","revision":"68af8d08b7c4","seed":5,"kind":"choice","deckTitle":"Ours","topic":"levels","difficulty":2,"prompt":"Who decides?","options":[{"key":"A","text":"The container decides","correct":true,"why":"w"},{"key":"B","text":"Der Pod","correct":false,"why":"w"},{"key":"C","text":"The pod decides","correct":false,"why":"w"}],"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800005, 1772452800005, 0, 0);
INSERT INTO asks VALUES (22, '100000000000000001', '200000000000000001', '300000000000000001', '200000000000000001.ours/level', 'levels', '{"card":"200000000000000001.ours/level","revision":"68af8d08b7c4","seed":5,"kind":"choice","deckTitle":"Ours","topic":"levels","difficulty":2,"prompt":"Who decides?","options":[{"key":"A","text":"The container decides","correct":true,"why":"w"},{"key":"B","text":"Der Pod","correct":false,"why":"w"},{"key":"C","text":"The pod decides","correct":false,"why":"w"}],"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772798400005, 1772798400005, 0, 0);
INSERT INTO asks VALUES (23, '100000000000000002', '200000000000000001', '300000000000000001', '200000000000000001.ours/level', 'levels', '{"card":"200000000000000001.ours/level","revision":"68af8d08b7c4","seed":5,"kind":"choice","deckTitle":"Ours","topic":"levels","difficulty":2,"prompt":"Who decides?","options":[{"key":"A","text":"The container decides","correct":true,"why":"w"},{"key":"B","text":"Der Pod","correct":false,"why":"w"},{"key":"C","text":"The pod decides","correct":false,"why":"w"}],"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800005, 1772452800005, 0, 0);
INSERT INTO asks VALUES (24, '100000000000000002', '200000000000000001', '300000000000000001', '200000000000000001.ours/level', 'levels', '{"card":"200000000000000001.ours/level","revision":"68af8d08b7c4","seed":5,"kind":"choice","deckTitle":"Ours","topic":"levels","difficulty":2,"prompt":"Who decides?","options":[{"key":"A","text":"The container decides","correct":true,"why":"w"},{"key":"B","text":"Der Pod","correct":false,"why":"w"},{"key":"C","text":"The pod decides","correct":false,"why":"w"}],"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772712000005, 1772712000005, 0, 0);
INSERT INTO asks VALUES (25, '100000000000000001', '200000000000000001', '300000000000000001', '200000000000000001.ours/fields', 'levels', '{"card":"200000000000000001.ours/fields","revision":"d96ca3fc39cc","seed":6,"kind":"multi","deckTitle":"Ours","topic":"levels","difficulty":3,"prompt":"Which fields may stand at both levels?","options":[{"key":"A","text":"runAsUser","correct":true,"why":"w"},{"key":"B","text":"runAsGroup","correct":true,"why":"w"},{"key":"C","text":"fsGroup","correct":false,"why":"w"}],"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800006, 1772452800006, 0, 0);
INSERT INTO asks VALUES (26, '100000000000000001', '200000000000000001', '300000000000000001', '200000000000000001.ours/fields', 'levels', '{"card":"200000000000000001.ours/fields","revision":"d96ca3fc39cc","seed":6,"kind":"multi","deckTitle":"Ours","topic":"levels","difficulty":3,"prompt":"Which fields may stand at both levels?","options":[{"key":"A","text":"runAsUser","correct":true,"why":"w"},{"key":"B","text":"runAsGroup","correct":true,"why":"w"},{"key":"C","text":"fsGroup","correct":false,"why":"w"}],"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772798400006, 1772798400006, 0, 0);
INSERT INTO asks VALUES (27, '100000000000000002', '200000000000000001', '300000000000000001', '200000000000000001.ours/fields', 'levels', '{"card":"200000000000000001.ours/fields","revision":"d96ca3fc39cc","seed":6,"kind":"multi","deckTitle":"Ours","topic":"levels","difficulty":3,"prompt":"Which fields may stand at both levels?","options":[{"key":"A","text":"runAsUser","correct":true,"why":"w"},{"key":"B","text":"runAsGroup","correct":true,"why":"w"},{"key":"C","text":"fsGroup","correct":false,"why":"w"}],"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800006, 1772452800006, 0, 0);
INSERT INTO asks VALUES (28, '100000000000000002', '200000000000000001', '300000000000000001', '200000000000000001.ours/fields', 'levels', '{"card":"200000000000000001.ours/fields","revision":"d96ca3fc39cc","seed":6,"kind":"multi","deckTitle":"Ours","topic":"levels","difficulty":3,"prompt":"Which fields may stand at both levels?","options":[{"key":"A","text":"runAsUser","correct":true,"why":"w"},{"key":"B","text":"runAsGroup","correct":true,"why":"w"},{"key":"C","text":"fsGroup","correct":false,"why":"w"}],"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772712000006, 1772712000006, 0, 0);
INSERT INTO asks VALUES (29, '100000000000000001', '200000000000000001', '300000000000000001', '200000000000000001.ours/where', 'levels', '{"card":"200000000000000001.ours/where","revision":"094ae92c719a","seed":7,"kind":"locate","deckTitle":"Ours","topic":"levels","difficulty":2,"prompt":"Which line counts?","manifest":"kind: Pod\nspec:\n  securityContext: {runAsUser: 1000}\n","options":[{"key":"1","text":"kind: Pod","correct":false,"why":"w"},{"key":"3","text":"securityContext: {runAsUser: 1000}","correct":true,"why":"w"}],"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800007, 1772452800007, 0, 0);
INSERT INTO asks VALUES (30, '100000000000000001', '200000000000000001', '300000000000000001', '200000000000000001.ours/where', 'levels', '{"card":"200000000000000001.ours/where","revision":"094ae92c719a","seed":7,"kind":"locate","deckTitle":"Ours","topic":"levels","difficulty":2,"prompt":"Which line counts?","manifest":"kind: Pod\nspec:\n  securityContext: {runAsUser: 1000}\n","options":[{"key":"1","text":"kind: Pod","correct":false,"why":"w"},{"key":"3","text":"securityContext: {runAsUser: 1000}","correct":true,"why":"w"}],"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772798400007, 1772798400007, 0, 0);
INSERT INTO asks VALUES (31, '100000000000000002', '200000000000000001', '300000000000000001', '200000000000000001.ours/where', 'levels', '{"card":"200000000000000001.ours/where","revision":"094ae92c719a","seed":7,"kind":"locate","deckTitle":"Ours","topic":"levels","difficulty":2,"prompt":"Which line counts?","manifest":"kind: Pod\nspec:\n  securityContext: {runAsUser: 1000}\n","options":[{"key":"1","text":"kind: Pod","correct":false,"why":"w"},{"key":"3","text":"securityContext: {runAsUser: 1000}","correct":true,"why":"w"}],"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800007, 1772452800007, 0, 0);
INSERT INTO asks VALUES (32, '100000000000000002', '200000000000000001', '300000000000000001', '200000000000000001.ours/where', 'levels', '{"card":"200000000000000001.ours/where","revision":"094ae92c719a","seed":7,"kind":"locate","deckTitle":"Ours","topic":"levels","difficulty":2,"prompt":"Which line counts?","manifest":"kind: Pod\nspec:\n  securityContext: {runAsUser: 1000}\n","options":[{"key":"1","text":"kind: Pod","correct":false,"why":"w"},{"key":"3","text":"securityContext: {runAsUser: 1000}","correct":true,"why":"w"}],"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772712000007, 1772712000007, 0, 0);
INSERT INTO asks VALUES (33, '100000000000000001', '200000000000000001', '300000000000000001', '200000000000000001.ours/uid', 'levels', '{"card":"200000000000000001.ours/uid","revision":"9bb76d8cfd83","seed":8,"kind":"number","deckTitle":"Ours","topic":"levels","difficulty":1,"prompt":"Which number has root?","number":0,"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800008, 1772452800008, 0, 0);
INSERT INTO asks VALUES (34, '100000000000000001', '200000000000000001', '300000000000000001', '200000000000000001.ours/uid', 'levels', '{"card":"200000000000000001.ours/uid","revision":"9bb76d8cfd83","seed":8,"kind":"number","deckTitle":"Ours","topic":"levels","difficulty":1,"prompt":"Which number has root?","number":0,"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772798400008, 1772798400008, 0, 0);
INSERT INTO asks VALUES (35, '100000000000000002', '200000000000000001', '300000000000000001', '200000000000000001.ours/uid', 'levels', '{"card":"200000000000000001.ours/uid","revision":"9bb76d8cfd83","seed":8,"kind":"number","deckTitle":"Ours","topic":"levels","difficulty":1,"prompt":"Which number has root?","number":0,"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800008, 1772452800008, 0, 0);
INSERT INTO asks VALUES (36, '100000000000000002', '200000000000000001', '300000000000000001', '200000000000000001.ours/uid', 'levels', '{"card":"200000000000000001.ours/uid","revision":"9bb76d8cfd83","seed":8,"kind":"number","deckTitle":"Ours","topic":"levels","difficulty":1,"prompt":"Which number has root?","number":0,"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772712000008, 1772712000008, 0, 0);
INSERT INTO asks VALUES (37, '100000000000000001', '200000000000000001', '300000000000000001', '200000000000000001.ours/word', 'levels', '{"card":"200000000000000001.ours/word","revision":"abb819c54369","seed":9,"kind":"recall","deckTitle":"Ours","topic":"levels","difficulty":1,"prompt":"What is a UID?","answer":"The number of a user.","explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800009, 1772452800009, 0, 0);
INSERT INTO asks VALUES (38, '100000000000000001', '200000000000000001', '300000000000000001', '200000000000000001.ours/word', 'levels', '{"card":"200000000000000001.ours/word","revision":"abb819c54369","seed":9,"kind":"recall","deckTitle":"Ours","topic":"levels","difficulty":1,"prompt":"What is a UID?","answer":"The number of a user.","explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772798400009, 1772798400009, 0, 0);
INSERT INTO asks VALUES (39, '100000000000000002', '200000000000000001', '300000000000000001', '200000000000000001.ours/word', 'levels', '{"card":"200000000000000001.ours/word","revision":"abb819c54369","seed":9,"kind":"recall","deckTitle":"Ours","topic":"levels","difficulty":1,"prompt":"What is a UID?","answer":"The number of a user.","explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800009, 1772452800009, 0, 0);
INSERT INTO asks VALUES (40, '100000000000000002', '200000000000000001', '300000000000000001', '200000000000000001.ours/word', 'levels', '{"card":"200000000000000001.ours/word","revision":"abb819c54369","seed":9,"kind":"recall","deckTitle":"Ours","topic":"levels","difficulty":1,"prompt":"What is a UID?","answer":"The number of a user.","explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772712000009, 1772712000009, 0, 0);
INSERT INTO asks VALUES (41, '100000000000000001', '200000000000000001', '300000000000000001', '200000000000000001.gone/level', 'levels', '{"card":"200000000000000001.gone/level","revision":"68af8d08b7c4","seed":10,"kind":"choice","deckTitle":"Ours","topic":"levels","difficulty":2,"prompt":"Who decides?","options":[{"key":"A","text":"The pod decides","correct":false,"why":"w"},{"key":"B","text":"Der Pod","correct":false,"why":"w"},{"key":"C","text":"The container decides","correct":true,"why":"w"}],"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800010, 1772452800010, 0, 0);
INSERT INTO asks VALUES (42, '100000000000000001', '200000000000000001', '300000000000000001', '200000000000000001.gone/level', 'levels', '{"card":"200000000000000001.gone/level","revision":"68af8d08b7c4","seed":10,"kind":"choice","deckTitle":"Ours","topic":"levels","difficulty":2,"prompt":"Who decides?","options":[{"key":"A","text":"The pod decides","correct":false,"why":"w"},{"key":"B","text":"Der Pod","correct":false,"why":"w"},{"key":"C","text":"The container decides","correct":true,"why":"w"}],"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772798400010, 1772798400010, 0, 0);
INSERT INTO asks VALUES (43, '100000000000000002', '200000000000000001', '300000000000000001', '200000000000000001.gone/level', 'levels', '{"card":"200000000000000001.gone/level","revision":"68af8d08b7c4","seed":10,"kind":"choice","deckTitle":"Ours","topic":"levels","difficulty":2,"prompt":"Who decides?","options":[{"key":"A","text":"The pod decides","correct":false,"why":"w"},{"key":"B","text":"Der Pod","correct":false,"why":"w"},{"key":"C","text":"The container decides","correct":true,"why":"w"}],"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800010, 1772452800010, 0, 0);
INSERT INTO asks VALUES (44, '100000000000000002', '200000000000000001', '300000000000000001', '200000000000000001.gone/level', 'levels', '{"card":"200000000000000001.gone/level","revision":"68af8d08b7c4","seed":10,"kind":"choice","deckTitle":"Ours","topic":"levels","difficulty":2,"prompt":"Who decides?","options":[{"key":"A","text":"The pod decides","correct":false,"why":"w"},{"key":"B","text":"Der Pod","correct":false,"why":"w"},{"key":"C","text":"The container decides","correct":true,"why":"w"}],"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772712000010, 1772712000010, 0, 0);
INSERT INTO asks VALUES (45, '100000000000000001', '200000000000000001', '300000000000000001', '200000000000000001.gone/fields', 'levels', '{"card":"200000000000000001.gone/fields","revision":"d96ca3fc39cc","seed":11,"kind":"multi","deckTitle":"Ours","topic":"levels","difficulty":3,"prompt":"Which fields may stand at both levels?","options":[{"key":"A","text":"runAsUser","correct":true,"why":"w"},{"key":"B","text":"runAsGroup","correct":true,"why":"w"},{"key":"C","text":"fsGroup","correct":false,"why":"w"}],"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800011, 1772452800011, 0, 0);
INSERT INTO asks VALUES (46, '100000000000000001', '200000000000000001', '300000000000000001', '200000000000000001.gone/fields', 'levels', '{"card":"200000000000000001.gone/fields","revision":"d96ca3fc39cc","seed":11,"kind":"multi","deckTitle":"Ours","topic":"levels","difficulty":3,"prompt":"Which fields may stand at both levels?","options":[{"key":"A","text":"runAsUser","correct":true,"why":"w"},{"key":"B","text":"runAsGroup","correct":true,"why":"w"},{"key":"C","text":"fsGroup","correct":false,"why":"w"}],"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772798400011, 1772798400011, 0, 0);
INSERT INTO asks VALUES (47, '100000000000000002', '200000000000000001', '300000000000000001', '200000000000000001.gone/fields', 'levels', '{"card":"200000000000000001.gone/fields","revision":"d96ca3fc39cc","seed":11,"kind":"multi","deckTitle":"Ours","topic":"levels","difficulty":3,"prompt":"Which fields may stand at both levels?","options":[{"key":"A","text":"runAsUser","correct":true,"why":"w"},{"key":"B","text":"runAsGroup","correct":true,"why":"w"},{"key":"C","text":"fsGroup","correct":false,"why":"w"}],"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800011, 1772452800011, 0, 0);
INSERT INTO asks VALUES (48, '100000000000000002', '200000000000000001', '300000000000000001', '200000000000000001.gone/fields', 'levels', '{"card":"200000000000000001.gone/fields","revision":"d96ca3fc39cc","seed":11,"kind":"multi","deckTitle":"Ours","topic":"levels","difficulty":3,"prompt":"Which fields may stand at both levels?","options":[{"key":"A","text":"runAsUser","correct":true,"why":"w"},{"key":"B","text":"runAsGroup","correct":true,"why":"w"},{"key":"C","text":"fsGroup","correct":false,"why":"w"}],"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772712000011, 1772712000011, 0, 0);
INSERT INTO asks VALUES (49, '100000000000000001', '200000000000000001', '300000000000000001', '200000000000000001.gone/where', 'levels', '{"card":"200000000000000001.gone/where","revision":"094ae92c719a","seed":12,"kind":"locate","deckTitle":"Ours","topic":"levels","difficulty":2,"prompt":"Which line counts?","manifest":"kind: Pod\nspec:\n  securityContext: {runAsUser: 1000}\n","options":[{"key":"1","text":"kind: Pod","correct":false,"why":"w"},{"key":"3","text":"securityContext: {runAsUser: 1000}","correct":true,"why":"w"}],"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800012, 1772452800012, 0, 0);
INSERT INTO asks VALUES (50, '100000000000000001', '200000000000000001', '300000000000000001', '200000000000000001.gone/where', 'levels', '{"card":"200000000000000001.gone/where","revision":"094ae92c719a","seed":12,"kind":"locate","deckTitle":"Ours","topic":"levels","difficulty":2,"prompt":"Which line counts?","manifest":"kind: Pod\nspec:\n  securityContext: {runAsUser: 1000}\n","options":[{"key":"1","text":"kind: Pod","correct":false,"why":"w"},{"key":"3","text":"securityContext: {runAsUser: 1000}","correct":true,"why":"w"}],"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772798400012, 1772798400012, 0, 0);
INSERT INTO asks VALUES (51, '100000000000000002', '200000000000000001', '300000000000000001', '200000000000000001.gone/where', 'levels', '{"card":"200000000000000001.gone/where","revision":"094ae92c719a","seed":12,"kind":"locate","deckTitle":"Ours","topic":"levels","difficulty":2,"prompt":"Which line counts?","manifest":"kind: Pod\nspec:\n  securityContext: {runAsUser: 1000}\n","options":[{"key":"1","text":"kind: Pod","correct":false,"why":"w"},{"key":"3","text":"securityContext: {runAsUser: 1000}","correct":true,"why":"w"}],"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800012, 1772452800012, 0, 0);
INSERT INTO asks VALUES (52, '100000000000000002', '200000000000000001', '300000000000000001', '200000000000000001.gone/where', 'levels', '{"card":"200000000000000001.gone/where","revision":"094ae92c719a","seed":12,"kind":"locate","deckTitle":"Ours","topic":"levels","difficulty":2,"prompt":"Which line counts?","manifest":"kind: Pod\nspec:\n  securityContext: {runAsUser: 1000}\n","options":[{"key":"1","text":"kind: Pod","correct":false,"why":"w"},{"key":"3","text":"securityContext: {runAsUser: 1000}","correct":true,"why":"w"}],"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772712000012, 1772712000012, 0, 0);
INSERT INTO asks VALUES (53, '100000000000000001', '200000000000000001', '300000000000000001', '200000000000000001.gone/uid', 'levels', '{"card":"200000000000000001.gone/uid","revision":"9bb76d8cfd83","seed":13,"kind":"number","deckTitle":"Ours","topic":"levels","difficulty":1,"prompt":"Which number has root?","number":0,"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800013, 1772452800013, 0, 0);
INSERT INTO asks VALUES (54, '100000000000000001', '200000000000000001', '300000000000000001', '200000000000000001.gone/uid', 'levels', '{"card":"200000000000000001.gone/uid","revision":"9bb76d8cfd83","seed":13,"kind":"number","deckTitle":"Ours","topic":"levels","difficulty":1,"prompt":"Which number has root?","number":0,"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772798400013, 1772798400013, 0, 0);
INSERT INTO asks VALUES (55, '100000000000000002', '200000000000000001', '300000000000000001', '200000000000000001.gone/uid', 'levels', '{"card":"200000000000000001.gone/uid","revision":"9bb76d8cfd83","seed":13,"kind":"number","deckTitle":"Ours","topic":"levels","difficulty":1,"prompt":"Which number has root?","number":0,"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800013, 1772452800013, 0, 0);
INSERT INTO asks VALUES (56, '100000000000000002', '200000000000000001', '300000000000000001', '200000000000000001.gone/uid', 'levels', '{"card":"200000000000000001.gone/uid","revision":"9bb76d8cfd83","seed":13,"kind":"number","deckTitle":"Ours","topic":"levels","difficulty":1,"prompt":"Which number has root?","number":0,"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772712000013, 1772712000013, 0, 0);
INSERT INTO asks VALUES (57, '100000000000000001', '200000000000000001', '300000000000000001', '200000000000000001.gone/word', 'levels', '{"card":"200000000000000001.gone/word","revision":"abb819c54369","seed":14,"kind":"recall","deckTitle":"Ours","topic":"levels","difficulty":1,"prompt":"What is a UID?","answer":"The number of a user.","explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800014, 1772452800014, 0, 0);
INSERT INTO asks VALUES (58, '100000000000000001', '200000000000000001', '300000000000000001', '200000000000000001.gone/word', 'levels', '{"card":"200000000000000001.gone/word","revision":"abb819c54369","seed":14,"kind":"recall","deckTitle":"Ours","topic":"levels","difficulty":1,"prompt":"What is a UID?","answer":"The number of a user.","explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772798400014, 1772798400014, 0, 0);
INSERT INTO asks VALUES (59, '100000000000000002', '200000000000000001', '300000000000000001', '200000000000000001.gone/word', 'levels', '{"card":"200000000000000001.gone/word","revision":"abb819c54369","seed":14,"kind":"recall","deckTitle":"Ours","topic":"levels","difficulty":1,"prompt":"What is a UID?","answer":"The number of a user.","explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772452800014, 1772452800014, 0, 0);
INSERT INTO asks VALUES (60, '100000000000000002', '200000000000000001', '300000000000000001', '200000000000000001.gone/word', 'levels', '{"card":"200000000000000001.gone/word","revision":"abb819c54369","seed":14,"kind":"recall","deckTitle":"Ours","topic":"levels","difficulty":1,"prompt":"What is a UID?","answer":"The number of a user.","explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772712000014, 1772712000014, 0, 0);
INSERT INTO asks VALUES (61, '100000000000000001', '200000000000000001', '300000000000000001', '200000000000000001.ours/level', 'levels', '{"card":"200000000000000001.ours/level","revision":"68af8d08b7c4","seed":5,"kind":"choice","deckTitle":"Ours","topic":"levels","difficulty":2,"prompt":"Who decides?","options":[{"key":"A","text":"The container decides","correct":true,"why":"w"},{"key":"B","text":"Der Pod","correct":false,"why":"w"},{"key":"C","text":"The pod decides","correct":false,"why":"w"}],"explanation":""}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772884800000, NULL, 0, 0);
INSERT INTO asks VALUES (62, '100000000000000001', '200000000000000001', '300000000000000001', 'capabilities-and-privilege/ape-what', 'allowPrivilegeEscalation', '{"card":"capabilities-and-privilege/ape-what","revision":"c2c388706726","seed":5,"kind":"choice","deckTitle":"Capabilities, privilege, escalation","topic":"allowPrivilegeEscalation","difficulty":2,"prompt":"What does `allowPrivilegeEscalation: false` tell the kernel?","options":[{"key":"A","text":"To drop every capability of the process","correct":false,"why":"Capabilities are dropped with `capabilities.drop`."},{"key":"B","text":"To set no_new_privs on the process","correct":true,"why":"With this flag setuid programs and file capabilities give nothing on exec."},{"key":"C","text":"To change the process to a non-root user","correct":false,"why":"The user comes from `runAsUser` or the image."},{"key":"D","text":"To forbid setuid programs to be started","correct":false,"why":"They start as ever; they just gain nothing by being setuid."}],"explanation":"A process can then gain no more privileges than its parent has.","source":{"title":"Configure a Security Context for a Pod or Container","url":"https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"}}', '{"index":0,"count":1,"deck":null,"topic":null,"shared":false,"right":0,"seen":[]}', 1772884800000, NULL, 0, 0);
INSERT INTO cards VALUES (1, '100000000000000001', 'capabilities-and-privilege/ape-what', 2, 16.17726312, 2.11121424, 1774008000000, 20532, 0, 2, 0, 14, 1772798400000, 20518, 0, NULL);
INSERT INTO cards VALUES (2, '100000000000000002', 'capabilities-and-privilege/ape-what', 1, 2.76096548, 6.40211507, 1772712600000, 20517, 1, 2, 0, 0, 1772712000000, 20517, 0, NULL);
INSERT INTO cards VALUES (3, '100000000000000001', 'capabilities-and-privilege/privileged-ignores', 1, 0.66141652, 7.39450274, 1772798460001, 20518, 0, 2, 0, 0, 1772798400001, 20518, 0, NULL);
INSERT INTO cards VALUES (4, '100000000000000002', 'capabilities-and-privilege/privileged-ignores', 1, 2.76096548, 6.40211507, 1772712600001, 20517, 1, 2, 0, 0, 1772712000001, 20517, 0, NULL);
INSERT INTO cards VALUES (5, '100000000000000001', 'capabilities-and-privilege/locate-capabilities', 1, 0.66141652, 7.39450274, 1772798460002, 20518, 0, 2, 0, 0, 1772798400002, 20518, 0, NULL);
INSERT INTO cards VALUES (6, '100000000000000002', 'capabilities-and-privilege/locate-capabilities', 2, 13.82690327, 2.11121424, 1774094400002, 20533, 0, 2, 0, 16, 1772712000002, 20517, 0, NULL);
INSERT INTO cards VALUES (7, '100000000000000001', 'capabilities-and-privilege/user-namespace-inside', 2, 16.17726312, 2.11121424, 1774440000003, 20537, 0, 2, 0, 19, 1772798400003, 20518, 0, NULL);
INSERT INTO cards VALUES (8, '100000000000000002', 'capabilities-and-privilege/user-namespace-inside', 2, 13.82690327, 2.11121424, 1774094400003, 20533, 0, 2, 0, 16, 1772712000003, 20517, 0, NULL);
INSERT INTO cards VALUES (9, '100000000000000001', 'capabilities-and-privilege/escalation-recall', 2, 16.17726312, 2.11121424, 1774094400004, 20533, 0, 2, 0, 15, 1772798400004, 20518, 0, NULL);
INSERT INTO cards VALUES (10, '100000000000000002', 'capabilities-and-privilege/escalation-recall', 2, 13.82690327, 2.11121424, 1773835200004, 20530, 0, 2, 0, 13, 1772712000004, 20517, 0, NULL);
INSERT INTO cards VALUES (11, '100000000000000001', '200000000000000001.ours/level', 2, 16.17726312, 2.11121424, 1773921600005, 20531, 0, 2, 0, 13, 1772798400005, 20518, 0, NULL);
INSERT INTO cards VALUES (12, '100000000000000002', '200000000000000001.ours/level', 1, 2.76096548, 6.40211507, 1772712600005, 20517, 1, 2, 0, 0, 1772712000005, 20517, 0, NULL);
INSERT INTO cards VALUES (13, '100000000000000001', '200000000000000001.ours/fields', 1, 0.66141652, 7.39450274, 1772798460006, 20518, 0, 2, 0, 0, 1772798400006, 20518, 0, NULL);
INSERT INTO cards VALUES (14, '100000000000000002', '200000000000000001.ours/fields', 1, 2.76096548, 6.40211507, 1772712600006, 20517, 1, 2, 0, 0, 1772712000006, 20517, 1, NULL);
INSERT INTO cards VALUES (15, '100000000000000001', '200000000000000001.ours/where', 1, 0.66141652, 7.39450274, 1772798460007, 20518, 0, 2, 0, 0, 1772798400007, 20518, 0, NULL);
INSERT INTO cards VALUES (16, '100000000000000002', '200000000000000001.ours/where', 2, 13.82690327, 2.11121424, 1773748800007, 20529, 0, 2, 0, 12, 1772712000007, 20517, 0, NULL);
INSERT INTO cards VALUES (17, '100000000000000001', '200000000000000001.ours/uid', 2, 16.17726312, 2.11121424, 1774094400008, 20533, 0, 2, 0, 15, 1772798400008, 20518, 0, NULL);
INSERT INTO cards VALUES (18, '100000000000000002', '200000000000000001.ours/uid', 2, 13.82690327, 2.11121424, 1773835200008, 20530, 0, 2, 0, 13, 1772712000008, 20517, 0, NULL);
INSERT INTO cards VALUES (19, '100000000000000001', '200000000000000001.ours/word', 2, 16.17726312, 2.11121424, 1774180800009, 20534, 0, 2, 0, 16, 1772798400009, 20518, 0, NULL);
INSERT INTO cards VALUES (20, '100000000000000002', '200000000000000001.ours/word', 2, 13.82690327, 2.11121424, 1773921600009, 20531, 0, 2, 0, 14, 1772712000009, 20517, 0, NULL);
INSERT INTO cards VALUES (21, '100000000000000001', '200000000000000001.gone/level', 2, 16.17726312, 2.11121424, 1773921600010, 20531, 0, 2, 0, 13, 1772798400010, 20518, 0, NULL);
INSERT INTO cards VALUES (22, '100000000000000002', '200000000000000001.gone/level', 1, 2.76096548, 6.40211507, 1772712600010, 20517, 1, 2, 0, 0, 1772712000010, 20517, 0, NULL);
INSERT INTO cards VALUES (23, '100000000000000001', '200000000000000001.gone/fields', 1, 0.66141652, 7.39450274, 1772798460011, 20518, 0, 2, 0, 0, 1772798400011, 20518, 0, NULL);
INSERT INTO cards VALUES (24, '100000000000000002', '200000000000000001.gone/fields', 1, 2.76096548, 6.40211507, 1772712600011, 20517, 1, 2, 0, 0, 1772712000011, 20517, 0, NULL);
INSERT INTO cards VALUES (25, '100000000000000001', '200000000000000001.gone/where', 1, 0.66141652, 7.39450274, 1772798460012, 20518, 0, 2, 0, 0, 1772798400012, 20518, 0, NULL);
INSERT INTO cards VALUES (26, '100000000000000002', '200000000000000001.gone/where', 2, 13.82690327, 2.11121424, 1774008000012, 20532, 0, 2, 0, 15, 1772712000012, 20517, 0, NULL);
INSERT INTO cards VALUES (27, '100000000000000001', '200000000000000001.gone/uid', 2, 16.17726312, 2.11121424, 1774180800013, 20534, 0, 2, 0, 16, 1772798400013, 20518, 0, NULL);
INSERT INTO cards VALUES (28, '100000000000000002', '200000000000000001.gone/uid', 2, 13.82690327, 2.11121424, 1773921600013, 20531, 0, 2, 0, 14, 1772712000013, 20517, 0, NULL);
INSERT INTO cards VALUES (29, '100000000000000001', '200000000000000001.gone/word', 2, 16.17726312, 2.11121424, 1774440000014, 20537, 0, 2, 0, 19, 1772798400014, 20518, 0, NULL);
INSERT INTO cards VALUES (30, '100000000000000002', '200000000000000001.gone/word', 2, 13.82690327, 2.11121424, 1774094400014, 20533, 0, 2, 0, 16, 1772712000014, 20517, 0, NULL);
INSERT INTO reviews VALUES (1, 1, 1, 20514, 1772452800000, '{"kind":"options","keys":["A"]}', 1, 2, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (2, 1, 2, 20518, 1772798400000, '{"kind":"options","keys":["A"]}', 1, 2, 1, 3, 2, '[1,2.3065,2.11810397,1772453400000,20514,1,1,0,0,1772452800000,20514]', 0);
INSERT INTO reviews VALUES (3, 2, 3, 20514, 1772452800000, '{"kind":"options","keys":["C"]}', 0, 0, 1, 1, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (4, 2, 4, 20517, 1772712000000, '{"kind":"options","keys":["A"]}', 1, 2, 1, 3, 2, '[1,0.212,6.4133,1772452860000,20514,0,1,0,0,1772452800000,20514]', 0);
INSERT INTO reviews VALUES (5, 3, 5, 20514, 1772452800001, '{"kind":"options","keys":["A","B","D"]}', 1, 4, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (6, 3, 6, 20518, 1772798400001, '{"kind":"options","keys":["A"]}', 0, 0, 1, 1, 2, '[1,2.3065,2.11810397,1772453400001,20514,1,1,0,0,1772452800001,20514]', 0);
INSERT INTO reviews VALUES (7, 4, 7, 20514, 1772452800001, '{"kind":"options","keys":["B"]}', 0, 0, 1, 1, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (8, 4, 8, 20517, 1772712000001, '{"kind":"options","keys":["A","B","D"]}', 1, 4, 1, 3, 2, '[1,0.212,6.4133,1772452860001,20514,0,1,0,0,1772452800001,20514]', 0);
INSERT INTO reviews VALUES (9, 5, 9, 20514, 1772452800002, '{"kind":"options","keys":["8"]}', 1, 2, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (10, 5, 10, 20518, 1772798400002, '{"kind":"options","keys":["7"]}', 0, 0, 1, 1, 2, '[1,2.3065,2.11810397,1772453400002,20514,1,1,0,0,1772452800002,20514]', 0);
INSERT INTO reviews VALUES (11, 6, 11, 20514, 1772452800002, '{"kind":"options","keys":["8"]}', 1, 2, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (12, 6, 12, 20517, 1772712000002, '{"kind":"options","keys":["8"]}', 1, 2, 1, 3, 2, '[1,2.3065,2.11810397,1772453400002,20514,1,1,0,0,1772452800002,20514]', 0);
INSERT INTO reviews VALUES (13, 7, 13, 20514, 1772452800003, '{"kind":"number","value":1000}', 1, 2, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (14, 7, 14, 20518, 1772798400003, '{"kind":"number","value":1000}', 1, 2, 1, 3, 2, '[1,2.3065,2.11810397,1772453400003,20514,1,1,0,0,1772452800003,20514]', 0);
INSERT INTO reviews VALUES (15, 8, 15, 20514, 1772452800003, '{"kind":"number","value":1000}', 1, 2, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (16, 8, 16, 20517, 1772712000003, '{"kind":"number","value":1000}', 1, 2, 1, 3, 2, '[1,2.3065,2.11810397,1772453400003,20514,1,1,0,0,1772452800003,20514]', 0);
INSERT INTO reviews VALUES (17, 9, 17, 20514, 1772452800004, '{"kind":"recall","knew":true}', 1, 1, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (18, 9, 18, 20518, 1772798400004, '{"kind":"recall","knew":true}', 1, 1, 1, 3, 2, '[1,2.3065,2.11810397,1772453400004,20514,1,1,0,0,1772452800004,20514]', 0);
INSERT INTO reviews VALUES (19, 10, 19, 20514, 1772452800004, '{"kind":"recall","knew":true}', 1, 1, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (20, 10, 20, 20517, 1772712000004, '{"kind":"recall","knew":true}', 1, 1, 1, 3, 2, '[1,2.3065,2.11810397,1772453400004,20514,1,1,0,0,1772452800004,20514]', 0);
INSERT INTO reviews VALUES (21, 11, 21, 20514, 1772452800005, '{"kind":"options","keys":["A"]}', 1, 2, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (22, 11, 22, 20518, 1772798400005, '{"kind":"options","keys":["A"]}', 1, 2, 1, 3, 2, '[1,2.3065,2.11810397,1772453400005,20514,1,1,0,0,1772452800005,20514]', 0);
INSERT INTO reviews VALUES (23, 12, 23, 20514, 1772452800005, '{"kind":"options","keys":["C"]}', 0, 0, 1, 1, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (24, 12, 24, 20517, 1772712000005, '{"kind":"options","keys":["A"]}', 1, 2, 1, 3, 2, '[1,0.212,6.4133,1772452860005,20514,0,1,0,0,1772452800005,20514]', 0);
INSERT INTO reviews VALUES (25, 13, 25, 20514, 1772452800006, '{"kind":"options","keys":["A","B"]}', 1, 3, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (26, 13, 26, 20518, 1772798400006, '{"kind":"options","keys":["A"]}', 0, 0, 1, 1, 2, '[1,2.3065,2.11810397,1772453400006,20514,1,1,0,0,1772452800006,20514]', 0);
INSERT INTO reviews VALUES (27, 14, 27, 20514, 1772452800006, '{"kind":"options","keys":["C"]}', 0, 0, 1, 1, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (28, 14, 28, 20517, 1772712000006, '{"kind":"options","keys":["A","B"]}', 1, 3, 1, 3, 2, '[1,0.212,6.4133,1772452860006,20514,0,1,0,0,1772452800006,20514]', 0);
INSERT INTO reviews VALUES (29, 15, 29, 20514, 1772452800007, '{"kind":"options","keys":["3"]}', 1, 2, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (30, 15, 30, 20518, 1772798400007, '{"kind":"options","keys":["1"]}', 0, 0, 1, 1, 2, '[1,2.3065,2.11810397,1772453400007,20514,1,1,0,0,1772452800007,20514]', 0);
INSERT INTO reviews VALUES (31, 16, 31, 20514, 1772452800007, '{"kind":"options","keys":["3"]}', 1, 2, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (32, 16, 32, 20517, 1772712000007, '{"kind":"options","keys":["3"]}', 1, 2, 1, 3, 2, '[1,2.3065,2.11810397,1772453400007,20514,1,1,0,0,1772452800007,20514]', 0);
INSERT INTO reviews VALUES (33, 17, 33, 20514, 1772452800008, '{"kind":"number","value":0}', 1, 1, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (34, 17, 34, 20518, 1772798400008, '{"kind":"number","value":0}', 1, 1, 1, 3, 2, '[1,2.3065,2.11810397,1772453400008,20514,1,1,0,0,1772452800008,20514]', 0);
INSERT INTO reviews VALUES (35, 18, 35, 20514, 1772452800008, '{"kind":"number","value":0}', 1, 1, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (36, 18, 36, 20517, 1772712000008, '{"kind":"number","value":0}', 1, 1, 1, 3, 2, '[1,2.3065,2.11810397,1772453400008,20514,1,1,0,0,1772452800008,20514]', 0);
INSERT INTO reviews VALUES (37, 19, 37, 20514, 1772452800009, '{"kind":"recall","knew":true}', 1, 1, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (38, 19, 38, 20518, 1772798400009, '{"kind":"recall","knew":true}', 1, 1, 1, 3, 2, '[1,2.3065,2.11810397,1772453400009,20514,1,1,0,0,1772452800009,20514]', 0);
INSERT INTO reviews VALUES (39, 20, 39, 20514, 1772452800009, '{"kind":"recall","knew":true}', 1, 1, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (40, 20, 40, 20517, 1772712000009, '{"kind":"recall","knew":true}', 1, 1, 1, 3, 2, '[1,2.3065,2.11810397,1772453400009,20514,1,1,0,0,1772452800009,20514]', 0);
INSERT INTO reviews VALUES (41, 21, 41, 20514, 1772452800010, '{"kind":"options","keys":["C"]}', 1, 2, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (42, 21, 42, 20518, 1772798400010, '{"kind":"options","keys":["C"]}', 1, 2, 1, 3, 2, '[1,2.3065,2.11810397,1772453400010,20514,1,1,0,0,1772452800010,20514]', 0);
INSERT INTO reviews VALUES (43, 22, 43, 20514, 1772452800010, '{"kind":"options","keys":["A"]}', 0, 0, 1, 1, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (44, 22, 44, 20517, 1772712000010, '{"kind":"options","keys":["C"]}', 1, 2, 1, 3, 2, '[1,0.212,6.4133,1772452860010,20514,0,1,0,0,1772452800010,20514]', 0);
INSERT INTO reviews VALUES (45, 23, 45, 20514, 1772452800011, '{"kind":"options","keys":["A","B"]}', 1, 3, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (46, 23, 46, 20518, 1772798400011, '{"kind":"options","keys":["A"]}', 0, 0, 1, 1, 2, '[1,2.3065,2.11810397,1772453400011,20514,1,1,0,0,1772452800011,20514]', 0);
INSERT INTO reviews VALUES (47, 24, 47, 20514, 1772452800011, '{"kind":"options","keys":["C"]}', 0, 0, 1, 1, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (48, 24, 48, 20517, 1772712000011, '{"kind":"options","keys":["A","B"]}', 1, 3, 1, 3, 2, '[1,0.212,6.4133,1772452860011,20514,0,1,0,0,1772452800011,20514]', 0);
INSERT INTO reviews VALUES (49, 25, 49, 20514, 1772452800012, '{"kind":"options","keys":["3"]}', 1, 2, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (50, 25, 50, 20518, 1772798400012, '{"kind":"options","keys":["1"]}', 0, 0, 1, 1, 2, '[1,2.3065,2.11810397,1772453400012,20514,1,1,0,0,1772452800012,20514]', 0);
INSERT INTO reviews VALUES (51, 26, 51, 20514, 1772452800012, '{"kind":"options","keys":["3"]}', 1, 2, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (52, 26, 52, 20517, 1772712000012, '{"kind":"options","keys":["3"]}', 1, 2, 1, 3, 2, '[1,2.3065,2.11810397,1772453400012,20514,1,1,0,0,1772452800012,20514]', 0);
INSERT INTO reviews VALUES (53, 27, 53, 20514, 1772452800013, '{"kind":"number","value":0}', 1, 1, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (54, 27, 54, 20518, 1772798400013, '{"kind":"number","value":0}', 1, 1, 1, 3, 2, '[1,2.3065,2.11810397,1772453400013,20514,1,1,0,0,1772452800013,20514]', 0);
INSERT INTO reviews VALUES (55, 28, 55, 20514, 1772452800013, '{"kind":"number","value":0}', 1, 1, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (56, 28, 56, 20517, 1772712000013, '{"kind":"number","value":0}', 1, 1, 1, 3, 2, '[1,2.3065,2.11810397,1772453400013,20514,1,1,0,0,1772452800013,20514]', 0);
INSERT INTO reviews VALUES (57, 29, 57, 20514, 1772452800014, '{"kind":"recall","knew":true}', 1, 1, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (58, 29, 58, 20518, 1772798400014, '{"kind":"recall","knew":true}', 1, 1, 1, 3, 2, '[1,2.3065,2.11810397,1772453400014,20514,1,1,0,0,1772452800014,20514]', 0);
INSERT INTO reviews VALUES (59, 30, 59, 20514, 1772452800014, '{"kind":"recall","knew":true}', 1, 1, 1, 3, 1, '[0,0,0,0,0,0,0,0,0,null,null]', 0);
INSERT INTO reviews VALUES (60, 30, 60, 20517, 1772712000014, '{"kind":"recall","knew":true}', 1, 1, 1, 3, 2, '[1,2.3065,2.11810397,1772453400014,20514,1,1,0,0,1772452800014,20514]', 0);
INSERT INTO scores VALUES ('200000000000000001', '2026-03', '100000000000000001', 42, 30, 24);
INSERT INTO scores VALUES ('200000000000000001', '2026-03', '100000000000000002', 42, 30, 24);
INSERT INTO scores VALUES ('200000000000000001', '2026-W10', '100000000000000001', 42, 30, 24);
INSERT INTO scores VALUES ('200000000000000001', '2026-W10', '100000000000000002', 42, 30, 24);
INSERT INTO scores VALUES ('200000000000000001', 'all', '100000000000000001', 42, 30, 24);
INSERT INTO scores VALUES ('200000000000000001', 'all', '100000000000000002', 42, 30, 24);
INSERT INTO days VALUES ('100000000000000001', 20514, 29, 15, 15, 15, 0, 0);
INSERT INTO days VALUES ('100000000000000001', 20518, 13, 15, 9, 0, 0, 0);
INSERT INTO days VALUES ('100000000000000002', 20514, 13, 15, 9, 15, 0, 0);
INSERT INTO days VALUES ('100000000000000002', 20517, 29, 15, 15, 0, 0, 0);
INSERT INTO topics VALUES ('100000000000000001', 'allowPrivilegeEscalation', 6, 4, 4);
INSERT INTO topics VALUES ('100000000000000001', 'capabilities', 2, 2, 1);
INSERT INTO topics VALUES ('100000000000000001', 'levels', 26, 20, 16);
INSERT INTO topics VALUES ('100000000000000001', 'privileged', 4, 2, 1);
INSERT INTO topics VALUES ('100000000000000001', 'user namespaces', 4, 2, 2);
INSERT INTO topics VALUES ('100000000000000002', 'allowPrivilegeEscalation', 4, 4, 3);
INSERT INTO topics VALUES ('100000000000000002', 'capabilities', 4, 2, 2);
INSERT INTO topics VALUES ('100000000000000002', 'levels', 26, 20, 16);
INSERT INTO topics VALUES ('100000000000000002', 'privileged', 4, 2, 1);
INSERT INTO topics VALUES ('100000000000000002', 'user namespaces', 4, 2, 2);
INSERT INTO server_decks VALUES (1, '200000000000000001', 'ours', 'Ours', 'A deck of a server.', 1772452800000);
INSERT INTO server_cards VALUES ('200000000000000001.ours/level', 1, 0, 'levels', NULL, '{"key":"200000000000000001.ours/level","id":"level","deckId":"ours","deckTitle":"Ours","revision":"68af8d08b7c4","kind":"choice","topic":"levels","difficulty":2,"prompt":"Who decides?","options":[{"text":"The container decides","correct":true,"why":"w"},{"text":"The pod decides","correct":false,"why":"w"},{"text":"Der Pod","correct":false,"why":"w"}],"explanation":"","imageUsers":{},"verify":[]}');
INSERT INTO server_cards VALUES ('200000000000000001.ours/fields', 1, 1, 'levels', NULL, '{"key":"200000000000000001.ours/fields","id":"fields","deckId":"ours","deckTitle":"Ours","revision":"d96ca3fc39cc","kind":"multi","topic":"levels","difficulty":3,"prompt":"Which fields may stand at both levels?","options":[{"text":"runAsUser","correct":true,"why":"w"},{"text":"fsGroup","correct":false,"why":"w"},{"text":"runAsGroup","correct":true,"why":"w"}],"explanation":"","imageUsers":{},"verify":[]}');
INSERT INTO server_cards VALUES ('200000000000000001.ours/where', 1, 2, 'levels', NULL, '{"key":"200000000000000001.ours/where","id":"where","deckId":"ours","deckTitle":"Ours","revision":"094ae92c719a","kind":"locate","topic":"levels","difficulty":2,"prompt":"Which line counts?","manifest":"kind: Pod\nspec:\n  securityContext: {runAsUser: 1000}\n","options":[{"text":"kind: Pod","correct":false,"why":"w","line":1},{"text":"securityContext: {runAsUser: 1000}","correct":true,"why":"w","line":3}],"explanation":"","imageUsers":{},"verify":[]}');
INSERT INTO server_cards VALUES ('200000000000000001.ours/uid', 1, 3, 'levels', NULL, '{"key":"200000000000000001.ours/uid","id":"uid","deckId":"ours","deckTitle":"Ours","revision":"9bb76d8cfd83","kind":"number","topic":"levels","difficulty":1,"prompt":"Which number has root?","options":[],"answer":0,"explanation":"","imageUsers":{},"verify":[]}');
INSERT INTO server_cards VALUES ('200000000000000001.ours/word', 1, 4, 'levels', NULL, '{"key":"200000000000000001.ours/word","id":"word","deckId":"ours","deckTitle":"Ours","revision":"abb819c54369","kind":"recall","topic":"levels","difficulty":1,"prompt":"What is a UID?","options":[],"answer":"The number of a user.","explanation":"","imageUsers":{},"verify":[]}');
INSERT INTO revisions VALUES ('200000000000000001.gone/fields', 'd96ca3fc39cc');
INSERT INTO revisions VALUES ('200000000000000001.gone/level', '68af8d08b7c4');
INSERT INTO revisions VALUES ('200000000000000001.gone/uid', '9bb76d8cfd83');
INSERT INTO revisions VALUES ('200000000000000001.gone/where', '094ae92c719a');
INSERT INTO revisions VALUES ('200000000000000001.gone/word', 'abb819c54369');
INSERT INTO revisions VALUES ('200000000000000001.ours/fields', 'd96ca3fc39cc');
INSERT INTO revisions VALUES ('200000000000000001.ours/level', '68af8d08b7c4');
INSERT INTO revisions VALUES ('200000000000000001.ours/uid', '9bb76d8cfd83');
INSERT INTO revisions VALUES ('200000000000000001.ours/where', '094ae92c719a');
INSERT INTO revisions VALUES ('200000000000000001.ours/word', 'abb819c54369');
INSERT INTO revisions VALUES ('capabilities-and-privilege/allow-privileged-flag', '1ec2af4beff1');
INSERT INTO revisions VALUES ('capabilities-and-privilege/ape-and-cap-sys-admin', '3f3d1ba76225');
INSERT INTO revisions VALUES ('capabilities-and-privilege/ape-and-privileged', '7f913ff514d2');
INSERT INTO revisions VALUES ('capabilities-and-privilege/ape-unset', 'e1f48dba89e2');
INSERT INTO revisions VALUES ('capabilities-and-privilege/ape-what', 'c2c388706726');
INSERT INTO revisions VALUES ('capabilities-and-privilege/bitmap', 'dd74a5eea3da');
INSERT INTO revisions VALUES ('capabilities-and-privilege/cap-level', 'ec6ca02352d3');
INSERT INTO revisions VALUES ('capabilities-and-privilege/cap-nonroot', '9ce295c706d5');
INSERT INTO revisions VALUES ('capabilities-and-privilege/cap-prefix-kept', '8c8d03f07c9c');
INSERT INTO revisions VALUES ('capabilities-and-privilege/cap-spelling', 'a15152d386be');
INSERT INTO revisions VALUES ('capabilities-and-privilege/drop-all-add-one', 'f53e56bbb224');
INSERT INTO revisions VALUES ('capabilities-and-privilege/escalation-recall', '317bd887b58e');
INSERT INTO revisions VALUES ('capabilities-and-privilege/host-users-and-network', '5a0aa9324a7c');
INSERT INTO revisions VALUES ('capabilities-and-privilege/locate-capabilities', '6f322245188d');
INSERT INTO revisions VALUES ('capabilities-and-privilege/privileged-default', 'a9fde482f683');
INSERT INTO revisions VALUES ('capabilities-and-privilege/privileged-ignores', '9106bf77f0ef');
INSERT INTO revisions VALUES ('capabilities-and-privilege/privileged-uid', '74413201cd8b');
INSERT INTO revisions VALUES ('capabilities-and-privilege/procmount-needs-userns', 'a792416775ce');
INSERT INTO revisions VALUES ('capabilities-and-privilege/user-namespace-inside', '84e1cd4ca3fa');
INSERT INTO revisions VALUES ('capabilities-and-privilege/user-namespace-root', '63ec33606a24');
INSERT INTO revisions VALUES ('levels-and-precedence/container-only-fields', '6171d09e57b0');
INSERT INTO revisions VALUES ('levels-and-precedence/container-uid-wins', '90dc45bf947b');
INSERT INTO revisions VALUES ('levels-and-precedence/deployment-wrong-spec', 'b54cdc83a24a');
INSERT INTO revisions VALUES ('levels-and-precedence/duplicate-key', 'e35085c26b16');
INSERT INTO revisions VALUES ('levels-and-precedence/empty-pod-context', '6cd0fc3d40f9');
INSERT INTO revisions VALUES ('levels-and-precedence/field-by-field', '1bd159012d31');
INSERT INTO revisions VALUES ('levels-and-precedence/fsgroup-in-container-strict', 'b9e8fb6e6731');
INSERT INTO revisions VALUES ('levels-and-precedence/group-at-both-levels', '8102d54d5f01');
INSERT INTO revisions VALUES ('levels-and-precedence/group-override', 'd1a27a28016c');
INSERT INTO revisions VALUES ('levels-and-precedence/host-namespaces-place', '5585704a335c');
INSERT INTO revisions VALUES ('levels-and-precedence/image-user-last', 'f5e3442b02b2');
INSERT INTO revisions VALUES ('levels-and-precedence/init-inherits', '7d480d918e73');
INSERT INTO revisions VALUES ('levels-and-precedence/locate-fsgroup', 'cca0702c27b5');
INSERT INTO revisions VALUES ('levels-and-precedence/locate-privileged', '1d9c27712090');
INSERT INTO revisions VALUES ('levels-and-precedence/merge-key-last', '74413201cd8b');
INSERT INTO revisions VALUES ('levels-and-precedence/neighbour-unaffected', '73232065d1e4');
INSERT INTO revisions VALUES ('levels-and-precedence/nonroot-switched-off', '3a239a67627e');
INSERT INTO revisions VALUES ('levels-and-precedence/null-inherits', '3059acbb13e8');
INSERT INTO revisions VALUES ('levels-and-precedence/pod-only-fields', '52bbaa6b26a2');
INSERT INTO revisions VALUES ('levels-and-precedence/selinux-level-lost', 'aaa8edba2776');
INSERT INTO revisions VALUES ('levels-and-precedence/server-default-warn', '407a8d305d22');
INSERT INTO revisions VALUES ('levels-and-precedence/seven-common-fields', 'e3f460f18a6f');
INSERT INTO revisions VALUES ('levels-and-precedence/two-containers-two-uids', 'a08f53a8a200');
INSERT INTO revisions VALUES ('levels-and-precedence/volumes-untouched', '03d8679e2cc4');
INSERT INTO revisions VALUES ('levels-and-precedence/zero-is-a-value', '9bb76d8cfd83');
INSERT INTO revisions VALUES ('nonroot-and-images/default-without-anything', '9bb76d8cfd83');
INSERT INTO revisions VALUES ('nonroot-and-images/explicit-zero', 'e9911ee44f95');
INSERT INTO revisions VALUES ('nonroot-and-images/image-uid-too-large', 'fd52b516c7bb');
INSERT INTO revisions VALUES ('nonroot-and-images/locate-refusal', '3a6bc115edeb');
INSERT INTO revisions VALUES ('nonroot-and-images/named-user-refused', '904c21307847');
INSERT INTO revisions VALUES ('nonroot-and-images/no-user-refused', '28f58eda8765');
INSERT INTO revisions VALUES ('nonroot-and-images/octal-in-dockerfile', '84e1cd4ca3fa');
INSERT INTO revisions VALUES ('nonroot-and-images/per-container-check', 'abf79c462812');
INSERT INTO revisions VALUES ('nonroot-and-images/retries', 'a33076ce42c4');
INSERT INTO revisions VALUES ('nonroot-and-images/rule-of-precedence-recall', '857882b82a66');
INSERT INTO revisions VALUES ('nonroot-and-images/status-reason', 'dd0994cd48dd');
INSERT INTO revisions VALUES ('nonroot-and-images/two-repairs', '8953e96276c0');
INSERT INTO revisions VALUES ('nonroot-and-images/uid-makes-image-irrelevant', 'bab0872b3ef2');
INSERT INTO revisions VALUES ('nonroot-and-images/unset-means-no-check', 'ee6750a323b6');
INSERT INTO revisions VALUES ('nonroot-and-images/user-root-by-name', 'e4e8e501e565');
INSERT INTO revisions VALUES ('nonroot-and-images/user-with-group-part', 'bd4f2dff89e1');
INSERT INTO revisions VALUES ('nonroot-and-images/what-nonroot-does', '7db8cfaa29cb');
INSERT INTO revisions VALUES ('nonroot-and-images/windows-nonroot', 'fe6641262f1d');
INSERT INTO revisions VALUES ('pod-security-standards/allowed-add-restricted', '3a6fbb9d20ac');
INSERT INTO revisions VALUES ('pod-security-standards/baseline-violations', 'b28e54d62c3f');
INSERT INTO revisions VALUES ('pod-security-standards/caps-baseline', '054c454314a2');
INSERT INTO revisions VALUES ('pod-security-standards/drop-net-raw', '47ffabfd9234');
INSERT INTO revisions VALUES ('pod-security-standards/dry-run-label', '26905b3724e0');
INSERT INTO revisions VALUES ('pod-security-standards/enforce-on-deployment', '5b785518e411');
INSERT INTO revisions VALUES ('pod-security-standards/hostnetwork-level', '60247d48397f');
INSERT INTO revisions VALUES ('pod-security-standards/init-counts', '91277c9b6fca');
INSERT INTO revisions VALUES ('pod-security-standards/levels-order', 'e208eee68349');
INSERT INTO revisions VALUES ('pod-security-standards/namespace-label', '692212ad053c');
INSERT INTO revisions VALUES ('pod-security-standards/plain-pod-level', 'aabfd015368f');
INSERT INTO revisions VALUES ('pod-security-standards/pod-level-nonroot-suffices', '9a43e62fbfc9');
INSERT INTO revisions VALUES ('pod-security-standards/pod-zero-overridden', '78d381f1f213');
INSERT INTO revisions VALUES ('pod-security-standards/probe-host', 'abad18078787');
INSERT INTO revisions VALUES ('pod-security-standards/psa-modes', '2464f766a504');
INSERT INTO revisions VALUES ('pod-security-standards/psp-successor', 'fb51d3f43791');
INSERT INTO revisions VALUES ('pod-security-standards/readonly-root-no-level', '87ccf3d8b930');
INSERT INTO revisions VALUES ('pod-security-standards/restricted-complete', 'fdf3e94b02bc');
INSERT INTO revisions VALUES ('pod-security-standards/restricted-one-missing', '659eb6166196');
INSERT INTO revisions VALUES ('pod-security-standards/restricted-without-user', '8e6a870d0525');
INSERT INTO revisions VALUES ('pod-security-standards/running-pods-stay', '45ad40e7ca5c');
INSERT INTO revisions VALUES ('pod-security-standards/seccomp-unconfined-baseline', '60247d48397f');
INSERT INTO revisions VALUES ('pod-security-standards/user-namespace-relaxes', 'fdf3e94b02bc');
INSERT INTO revisions VALUES ('pod-security-standards/version-label', '7d7485ab0d84');
INSERT INTO revisions VALUES ('pod-security-standards/volume-types-restricted', '4f905ac09968');
INSERT INTO revisions VALUES ('profiles-and-sysctls/absolute-profile-path', '36558df592c8');
INSERT INTO revisions VALUES ('profiles-and-sysctls/apparmor-annotation-vs-pod', 'dcd11b8176e4');
INSERT INTO revisions VALUES ('profiles-and-sysctls/apparmor-asked-or-not', '457eae3f170d');
INSERT INTO revisions VALUES ('profiles-and-sysctls/apparmor-field-since', '3d0d603f801f');
INSERT INTO revisions VALUES ('profiles-and-sysctls/apparmor-not-enabled', '9092140e2c14');
INSERT INTO revisions VALUES ('profiles-and-sysctls/apparmor-whole-object', '798c9bbc5080');
INSERT INTO revisions VALUES ('profiles-and-sysctls/first-open-port', 'f968a3f3e16d');
INSERT INTO revisions VALUES ('profiles-and-sysctls/localhost-without-profile', '163bd62028e1');
INSERT INTO revisions VALUES ('profiles-and-sysctls/locate-localhost-profile', '66ce6c4dfc80');
INSERT INTO revisions VALUES ('profiles-and-sysctls/profile-types', 'a99dd30d0577');
INSERT INTO revisions VALUES ('profiles-and-sysctls/profiles-recall', '73bc71178e0d');
INSERT INTO revisions VALUES ('profiles-and-sysctls/seccomp-annotation', '4196c767ec6d');
INSERT INTO revisions VALUES ('profiles-and-sysctls/seccomp-container-wins', '74d14c8c4577');
INSERT INTO revisions VALUES ('profiles-and-sysctls/seccomp-default', '74d14c8c4577');
INSERT INTO revisions VALUES ('profiles-and-sysctls/seccomp-describe', '976974403175');
INSERT INTO revisions VALUES ('profiles-and-sysctls/seccomp-localhost-path', '8ed9e40cfc6b');
INSERT INTO revisions VALUES ('profiles-and-sysctls/selinux-empty-object', 'b7f634182e5e');
INSERT INTO revisions VALUES ('profiles-and-sysctls/selinux-needs-node', 'ae864bafe448');
INSERT INTO revisions VALUES ('profiles-and-sysctls/sysctl-hostnetwork', '1a882d15ff5a');
INSERT INTO revisions VALUES ('profiles-and-sysctls/sysctl-level', '67fd91840744');
INSERT INTO revisions VALUES ('profiles-and-sysctls/sysctl-safe', '53b62c67ba83');
INSERT INTO revisions VALUES ('profiles-and-sysctls/sysctl-unsafe', '2f73ecb2a5b8');
INSERT INTO revisions VALUES ('users-and-groups/both-inherit-differently', 'c7d09b234f3e');
INSERT INTO revisions VALUES ('users-and-groups/fsgroup-is-supplemental', 'bd671f14167a');
INSERT INTO revisions VALUES ('users-and-groups/gid-from-passwd', '6de10ad7fda8');
INSERT INTO revisions VALUES ('users-and-groups/gid-without-passwd-entry', '97c483cbc0ab');
INSERT INTO revisions VALUES ('users-and-groups/group-without-user', 'daece0417b86');
INSERT INTO revisions VALUES ('users-and-groups/groups-from-image', '3d34fbc93bb1');
INSERT INTO revisions VALUES ('users-and-groups/groups-not-in-container', '996caf7688d8');
INSERT INTO revisions VALUES ('users-and-groups/groups-policy-strict', '8e700116e6c9');
INSERT INTO revisions VALUES ('users-and-groups/hex-uid', '84e1cd4ca3fa');
INSERT INTO revisions VALUES ('users-and-groups/image-group-lost', '97c483cbc0ab');
INSERT INTO revisions VALUES ('users-and-groups/largest-uid', '7d9aaa902427');
INSERT INTO revisions VALUES ('users-and-groups/name-in-run-as-user', '8c29ddb21fe9');
INSERT INTO revisions VALUES ('users-and-groups/names-or-numbers', '0a1298a1f910');
INSERT INTO revisions VALUES ('users-and-groups/negative-uid', 'ec37c56e261f');
INSERT INTO revisions VALUES ('users-and-groups/null-group', '737c71f244f6');
INSERT INTO revisions VALUES ('users-and-groups/octal-uid', '7aa37eac865b');
INSERT INTO revisions VALUES ('users-and-groups/supplemental-everywhere', '61496048cef7');
INSERT INTO revisions VALUES ('users-and-groups/who-created-the-file', 'a9a1d0760e14');
INSERT INTO revisions VALUES ('verifying-and-troubleshooting/apply-uid-change', '8aa42694345d');
INSERT INTO revisions VALUES ('verifying-and-troubleshooting/check-uid', '900158eaa0a0');
INSERT INTO revisions VALUES ('verifying-and-troubleshooting/check-without-shell', '0a1c6cc8565d');
INSERT INTO revisions VALUES ('verifying-and-troubleshooting/debug-copy', '81db571fd083');
INSERT INTO revisions VALUES ('verifying-and-troubleshooting/dry-run-finds', 'df3f7ce81397');
INSERT INTO revisions VALUES ('verifying-and-troubleshooting/dry-run-server', '507b33aad0eb');
INSERT INTO revisions VALUES ('verifying-and-troubleshooting/events-of-refusal', '57acb13ae3ef');
INSERT INTO revisions VALUES ('verifying-and-troubleshooting/exam-generate', 'b89a1bbf893f');
INSERT INTO revisions VALUES ('verifying-and-troubleshooting/exec-is-not-pid-one', '9bb76d8cfd83');
INSERT INTO revisions VALUES ('verifying-and-troubleshooting/exec-which-container', '2b4b8564afca');
INSERT INTO revisions VALUES ('verifying-and-troubleshooting/explain-command', 'cb30fb5f9655');
INSERT INTO revisions VALUES ('verifying-and-troubleshooting/jsonpath-spec', 'c394fb7396c4');
INSERT INTO revisions VALUES ('verifying-and-troubleshooting/locate-typo', '996caf7688d8');
INSERT INTO revisions VALUES ('verifying-and-troubleshooting/message-breaks-policy', 'd1a82c2f7897');
INSERT INTO revisions VALUES ('verifying-and-troubleshooting/message-cannot-unmarshal', '0db9868b3076');
INSERT INTO revisions VALUES ('verifying-and-troubleshooting/message-unknown-field', '07a164fa5f68');
INSERT INTO revisions VALUES ('verifying-and-troubleshooting/permission-denied-volume', '478de2e5867b');
INSERT INTO revisions VALUES ('verifying-and-troubleshooting/pod-pending-forbidden', '43a9c8e224d0');
INSERT INTO revisions VALUES ('verifying-and-troubleshooting/port-80-nonroot', 'e5ba69af11e7');
INSERT INTO revisions VALUES ('verifying-and-troubleshooting/three-views-recall', '67ec5863e40f');
INSERT INTO revisions VALUES ('verifying-and-troubleshooting/validate-off', '4464f18544e6');
INSERT INTO revisions VALUES ('verifying-and-troubleshooting/which-line-uid', '3a6bc115edeb');
INSERT INTO revisions VALUES ('volumes-and-fsgroup/change-policy', '39d7e0a81602');
INSERT INTO revisions VALUES ('volumes-and-fsgroup/csi-delegation', '0ea8987fee64');
INSERT INTO revisions VALUES ('volumes-and-fsgroup/fsgroup-vs-supplemental', '57c7193b60c2');
INSERT INTO revisions VALUES ('volumes-and-fsgroup/fsgroup-without-volume', '5c7fdcaee21c');
INSERT INTO revisions VALUES ('volumes-and-fsgroup/fsgroup-zero', '688f44c3526f');
INSERT INTO revisions VALUES ('volumes-and-fsgroup/group-of-new-file', 'e35085c26b16');
INSERT INTO revisions VALUES ('volumes-and-fsgroup/hostpath-fsgroup', '09ccb8fdb227');
INSERT INTO revisions VALUES ('volumes-and-fsgroup/locate-read-only-mount', '26ad620ca45d');
INSERT INTO revisions VALUES ('volumes-and-fsgroup/nfs-groups', 'a3bce10b17a3');
INSERT INTO revisions VALUES ('volumes-and-fsgroup/on-root-mismatch-deep', '784c63dfa2af');
INSERT INTO revisions VALUES ('volumes-and-fsgroup/owner-of-new-file', '57bcca49765f');
INSERT INTO revisions VALUES ('volumes-and-fsgroup/policy-default', '84c54f993c5a');
INSERT INTO revisions VALUES ('volumes-and-fsgroup/policy-on-ephemeral', 'fc4d0b055c4a');
INSERT INTO revisions VALUES ('volumes-and-fsgroup/policy-typo', '5a81d3ef68bf');
INSERT INTO revisions VALUES ('volumes-and-fsgroup/read-only-root-write', '65713c227488');
INSERT INTO revisions VALUES ('volumes-and-fsgroup/selinux-mcs', 'cc9796dd9e2e');
INSERT INTO revisions VALUES ('volumes-and-fsgroup/setgid-purpose', '5cb2bcfc6061');
INSERT INTO revisions VALUES ('volumes-and-fsgroup/shared-volume-two-uids', 'c5ef85839026');
INSERT INTO revisions VALUES ('volumes-and-fsgroup/token-owner', '35132f13f35b');
INSERT INTO revisions VALUES ('volumes-and-fsgroup/what-fsgroup-changes', '2a962b0d01df');
INSERT INTO revisions VALUES ('workloads-and-containers/cronjob-path', '6f1065850f6b');
INSERT INTO revisions VALUES ('workloads-and-containers/debug-sysadmin-user', '2e75c5427248');
INSERT INTO revisions VALUES ('workloads-and-containers/deployment-uid', 'b0f19243ddf8');
INSERT INTO revisions VALUES ('workloads-and-containers/ephemeral-inherits', '642167428dc4');
INSERT INTO revisions VALUES ('workloads-and-containers/ephemeral-on-create', '44814a1addc2');
INSERT INTO revisions VALUES ('workloads-and-containers/first-init-order', 'a954d561f273');
INSERT INTO revisions VALUES ('workloads-and-containers/init-override', '9bb76d8cfd83');
INSERT INTO revisions VALUES ('workloads-and-containers/init-refused-status', 'c651b5675df7');
INSERT INTO revisions VALUES ('workloads-and-containers/init-same-groups', '719abd31ac13');
INSERT INTO revisions VALUES ('workloads-and-containers/job-restart-policy', '362bce693f68');
INSERT INTO revisions VALUES ('workloads-and-containers/kinds-with-template', '4e641d79b12e');
INSERT INTO revisions VALUES ('workloads-and-containers/list-of-pods', 'b6c014998f36');
INSERT INTO revisions VALUES ('workloads-and-containers/locate-cronjob', '1dd17497fe8f');
INSERT INTO revisions VALUES ('workloads-and-containers/pod-immutable', 'eda57a83313e');
INSERT INTO revisions VALUES ('workloads-and-containers/selector-of-shell', '8dfc2e9127a5');
INSERT INTO revisions VALUES ('workloads-and-containers/sidecar-uid', '61637113fc13');
INSERT INTO revisions VALUES ('workloads-and-containers/sidecar-what', 'd9f16da33b0a');
INSERT INTO revisions VALUES ('workloads-and-containers/template-change', 'b9e33f60a2f5');
INSERT INTO revisions VALUES ('workloads-and-containers/windows-linux-field', '787e62747f5b');
INSERT INTO revisions VALUES ('workloads-and-containers/windows-merge', '9b1f2d50fa84');
INSERT INTO item_counts VALUES ('200000000000000001.ours/fields', 'option fsGroup', 1);
INSERT INTO item_counts VALUES ('200000000000000001.ours/fields', 'option runAsGroup', 2);
INSERT INTO item_counts VALUES ('200000000000000001.ours/fields', 'option runAsUser', 3);
INSERT INTO item_counts VALUES ('200000000000000001.ours/fields', 'right', 2);
INSERT INTO item_counts VALUES ('200000000000000001.ours/fields', 'wrong', 2);
INSERT INTO item_counts VALUES ('200000000000000001.ours/level', 'option The container decides', 3);
INSERT INTO item_counts VALUES ('200000000000000001.ours/level', 'option The pod decides', 1);
INSERT INTO item_counts VALUES ('200000000000000001.ours/level', 'right', 3);
INSERT INTO item_counts VALUES ('200000000000000001.ours/level', 'wrong', 1);
INSERT INTO item_counts VALUES ('200000000000000001.ours/uid', 'right', 4);
INSERT INTO item_counts VALUES ('200000000000000001.ours/where', 'option line 1', 1);
INSERT INTO item_counts VALUES ('200000000000000001.ours/where', 'option line 3', 3);
INSERT INTO item_counts VALUES ('200000000000000001.ours/where', 'right', 3);
INSERT INTO item_counts VALUES ('200000000000000001.ours/where', 'wrong', 1);
INSERT INTO item_counts VALUES ('200000000000000001.ours/word', 'right', 4);
INSERT INTO item_counts VALUES ('capabilities-and-privilege/ape-what', 'option To drop every capability of the process', 1);
INSERT INTO item_counts VALUES ('capabilities-and-privilege/ape-what', 'option To set no_new_privs on the process', 3);
INSERT INTO item_counts VALUES ('capabilities-and-privilege/ape-what', 'right', 3);
INSERT INTO item_counts VALUES ('capabilities-and-privilege/ape-what', 'wrong', 1);
INSERT INTO item_counts VALUES ('capabilities-and-privilege/escalation-recall', 'right', 4);
INSERT INTO item_counts VALUES ('capabilities-and-privilege/locate-capabilities', 'option line 7', 1);
INSERT INTO item_counts VALUES ('capabilities-and-privilege/locate-capabilities', 'option line 8', 3);
INSERT INTO item_counts VALUES ('capabilities-and-privilege/locate-capabilities', 'right', 3);
INSERT INTO item_counts VALUES ('capabilities-and-privilege/locate-capabilities', 'wrong', 1);
INSERT INTO item_counts VALUES ('capabilities-and-privilege/privileged-ignores', 'option appArmorProfile', 2);
INSERT INTO item_counts VALUES ('capabilities-and-privilege/privileged-ignores', 'option capabilities.drop', 3);
INSERT INTO item_counts VALUES ('capabilities-and-privilege/privileged-ignores', 'option seccompProfile', 3);
INSERT INTO item_counts VALUES ('capabilities-and-privilege/privileged-ignores', 'right', 2);
INSERT INTO item_counts VALUES ('capabilities-and-privilege/privileged-ignores', 'wrong', 2);
INSERT INTO item_counts VALUES ('capabilities-and-privilege/user-namespace-inside', 'right', 4);
UPDATE sqlite_sequence SET seq = 62 WHERE name = 'asks';
CREATE INDEX asks_user ON asks (user_id);
CREATE INDEX asks_age ON asks (asked_at);
CREATE INDEX reviews_card ON reviews (card_id);
CREATE INDEX scores_rank ON scores (guild_id, period, points DESC, correct DESC, user_id);
CREATE INDEX scores_user ON scores (user_id);
CREATE INDEX reports_user ON reports (user_id);
CREATE INDEX cards_due ON cards (user_id, due_day) WHERE state > 0 AND suspended = 0;
CREATE INDEX cards_seen ON cards (user_id, last_day);
CREATE UNIQUE INDEX reviews_rep ON reviews (card_id, rep) WHERE rep IS NOT NULL;
CREATE INDEX reminders_next ON reminders (next_at);
CREATE UNIQUE INDEX reviews_scored ON reviews (card_id, day) WHERE scored = 1 AND undone = 0;
CREATE INDEX reviews_undone ON reviews (card_id, day) WHERE undone = 1;
CREATE INDEX server_cards_deck ON server_cards (deck_id, position);
CREATE INDEX cards_card ON cards (card);
