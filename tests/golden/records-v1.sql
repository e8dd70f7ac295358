-- A database of schema version 1, with one submitted session. It must open for good.
PRAGMA application_id = 1347177794;
PRAGMA user_version = 1;
PRAGMA foreign_keys = OFF;
BEGIN TRANSACTION;
CREATE TABLE events (
        session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        body TEXT NOT NULL,
        chain TEXT NOT NULL,
        PRIMARY KEY (session, seq)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "events" VALUES('golden',1,'{"elapsed_ms":60000,"kind":{"Planned":{"set":"5bcfa4289a72b09609292b60027c940953222d227ab5dda9eac6ded082687d53","utc_offset_minutes":60}},"seq":1,"wall_ms":1790000060000}','e29d93a704a9fc30575f01da7ad7c4d6fcb11f6fc93e8f0cd3fb311a96f8175f');
INSERT INTO "events" VALUES('golden',2,'{"elapsed_ms":120000,"kind":{"Described":{"detail":"Candidate","text":{"hash":"963d105d04a637f5ee93f82d459eff96a51540eebf69d0f5c227062db4297006","id":"t1"}}},"seq":2,"wall_ms":1790000120000}','5dc31f10fc6747765c2f65434be7a91ebee33694943c7ac82a8b3a7457fe6a51');
INSERT INTO "events" VALUES('golden',3,'{"elapsed_ms":180000,"kind":{"Described":{"detail":"Role","text":{"hash":"b18c97827c0f0d0681a11fae7a926c8839525257371fa77a4eb51b3d02e78211","id":"t2"}}},"seq":3,"wall_ms":1790000180000}','e3e5e64c322ee3b570e85658a33062889c6c9d51c45a3b33c32c34bb47108a23');
INSERT INTO "events" VALUES('golden',4,'{"elapsed_ms":240000,"kind":{"Described":{"detail":"Interviewer","text":{"hash":"ecce4eaf9421fc657708dc0379a696086ea49efeda50fa6141ce10f4f0c0fa20","id":"t3"}}},"seq":4,"wall_ms":1790000240000}','8c1e3da0c736ac29bb6018baff0806788486fae174f9c380744f38beb6b39b84');
INSERT INTO "events" VALUES('golden',5,'{"elapsed_ms":300000,"kind":"Started","seq":5,"wall_ms":1790000300000}','fefa39690d837f80f8b53412a82f42a487aeafd9183d1067412fd3e278acb858');
INSERT INTO "events" VALUES('golden',6,'{"elapsed_ms":360000,"kind":{"Opened":{"question":"q1"}},"seq":6,"wall_ms":1790000360000}','08953831f461018778c616d95a2fd57607a18b5e9218540e92b8c1e36a39aa87');
INSERT INTO "events" VALUES('golden',7,'{"elapsed_ms":420000,"kind":{"Scored":{"question":"q1","step":4}},"seq":7,"wall_ms":1790000420000}','606d1aa3f595e38cfe53147b16520851aef99c6259499598c7bcc131b9070545');
INSERT INTO "events" VALUES('golden',8,'{"elapsed_ms":480000,"kind":{"Noted":{"private":false,"question":"q1","tag":"Strength","text":{"hash":"0c4adb248c0830692d0dbfb804505dbfc30818ac3a9cb52987d5404541aa0af9","id":"t4"}}},"seq":8,"wall_ms":1790000480000}','31526ceafd61d36d2a32cdc285de98e72174462a9d0ddb13c65eda9097ccbfd8');
INSERT INTO "events" VALUES('golden',9,'{"elapsed_ms":540000,"kind":{"ProbeAsked":{"asked":true,"probe":0,"question":"q1"}},"seq":9,"wall_ms":1790000540000}','397a054838555b25220fd5e1c3ce6e6209a43a6841506718666f4ed06f6eb7d2');
INSERT INTO "events" VALUES('golden',10,'{"elapsed_ms":600000,"kind":{"Marked":{"marked":true,"question":"q1"}},"seq":10,"wall_ms":1790000600000}','c96638be8e94250d4e8ebaa7709a925214d363b60ed7d666387bcd63fcead0b4');
INSERT INTO "events" VALUES('golden',11,'{"elapsed_ms":660000,"kind":"Paused","seq":11,"wall_ms":1790000660000}','3f246519f36ddf2b0dd912ca70c742320f5fe09ee66fa5e86e549259d06a997c');
INSERT INTO "events" VALUES('golden',12,'{"elapsed_ms":720000,"kind":"Resumed","seq":12,"wall_ms":1790000720000}','4790e673b90a2a2fc7e11816d72c75a15b70863d590e2e2575e8221ffa471c6d');
INSERT INTO "events" VALUES('golden',13,'{"elapsed_ms":780000,"kind":{"Gap":{"cause":"Restart","gap_ms":30000}},"seq":13,"wall_ms":1790000780000}','6818d7ebb7ecd4d8ab787fa1dbc19cd819318814a4e829934981fbb7aed222cb');
INSERT INTO "events" VALUES('golden',14,'{"elapsed_ms":840000,"kind":{"GapRuled":{"counts":true,"gap":13}},"seq":14,"wall_ms":1790000840000}','132556a75b18ebaba456062864e3064511e05c2fd7bb1564cdc3eaabf1a22db4');
INSERT INTO "events" VALUES('golden',15,'{"elapsed_ms":900000,"kind":{"Opened":{"question":"q2"}},"seq":15,"wall_ms":1790000900000}','9ba4c5cfed1bbb4449d61ff4e81a598c2c267951929a23218f09ad7131c22d52');
INSERT INTO "events" VALUES('golden',16,'{"elapsed_ms":960000,"kind":{"Scored":{"question":"q2","step":2}},"seq":16,"wall_ms":1790000960000}','ed6eb3aeeb033cf3db0019f81cf0069fb07a5060f8bbb29f8e37b0ddb03ada7d');
INSERT INTO "events" VALUES('golden',17,'{"elapsed_ms":1020000,"kind":{"OutcomeCleared":{"question":"q2"}},"seq":17,"wall_ms":1790001020000}','d0d148fa6dc2bf2418a7e612e02250f1aa9c05e9a4d0f39d3390a90c741cbef1');
INSERT INTO "events" VALUES('golden',18,'{"elapsed_ms":1080000,"kind":{"NotAssessed":{"question":"q2","reason":{"hash":"b49d01fb873193cb32d9cf5eda628e5219cc3581e0153aec109c456d670e4ae0","id":"t5"}}},"seq":18,"wall_ms":1790001080000}','ad6817539de62914ef2429d7b6a49e37e89c300da946c9979674ef86a4c8190d');
INSERT INTO "events" VALUES('golden',19,'{"elapsed_ms":1140000,"kind":{"Skipped":{"question":"q3","reason":{"hash":"f8357b5331e2256280dc4bb58cd43f847dd0da3bcba4f1079fbb04c63f00fa1e","id":"t6"}}},"seq":19,"wall_ms":1790001140000}','fe341259fc663464178d3e925684ac192e3e535bb5a0d0f5e2ba0c08d97df3e2');
INSERT INTO "events" VALUES('golden',20,'{"elapsed_ms":1200000,"kind":{"Noted":{"private":true,"question":null,"tag":"Plain","text":{"hash":"d6091c5b71ab23b8c9a4d83b2154f3194506243cbc3c3f3317f159089351fe2d","id":"t7"}}},"seq":20,"wall_ms":1790001200000}','db90285f0b00c3ea5c75a4b41ee799fde415b85664959f067c38ab976b651adb');
INSERT INTO "events" VALUES('golden',21,'{"elapsed_ms":1260000,"kind":{"NoteRevised":{"note":"t7","text":{"hash":"423f0aeb859718fc67600b135c567b9460151e8443b7c64549d2f68fe215295a","id":"t8"}}},"seq":21,"wall_ms":1790001260000}','17a28aca5bb057baba297b6dc3d27192e370b9a361988ef344e3d2e400c5d9f3');
INSERT INTO "events" VALUES('golden',22,'{"elapsed_ms":1320000,"kind":{"UnplannedAsked":{"text":{"hash":"ede3aea65a833db3bcf70b654a0f5f638a76c78f639b86d768d91615076f87b7","id":"t9"}}},"seq":22,"wall_ms":1790001320000}','56952f93a6cdd76a248d27b4a215c7a40aae7e0d66dc364521dc77d843974708');
INSERT INTO "events" VALUES('golden',23,'{"elapsed_ms":1380000,"kind":{"Recommended":{"reason":{"hash":"c2cf4dc943801bb16911a8e4904a0fcf84f6f159fe706306c2ecda35cb32052b","id":"t10"},"recommendation":"NoDecision"}},"seq":23,"wall_ms":1790001380000}','8ed08604d8719b71d3299b43b7307aef1f81eda7a7e88db05574de247551f2a0');
INSERT INTO "events" VALUES('golden',24,'{"elapsed_ms":1440000,"kind":{"Finished":{"ended_early":null}},"seq":24,"wall_ms":1790001440000}','746aced7c84720ca6a2dfbdef814210338f1a075bc86d4b7006a55362873a370');
INSERT INTO "events" VALUES('golden',25,'{"elapsed_ms":1500000,"kind":{"Submitted":{"seal":"746aced7c84720ca6a2dfbdef814210338f1a075bc86d4b7006a55362873a370"}},"seq":25,"wall_ms":1790001500000}','4c75a3b52b79940e084d0af1cbe452d321963050ada9fe53f69efc0b640b9e0a');
INSERT INTO "events" VALUES('golden',26,'{"elapsed_ms":1560000,"kind":{"Amended":{"change":{"Score":{"question":"q1","step":5}},"reason":{"hash":"fb546d7761d6913f7f572368f955cdc1cf50da94f7aea960dd17f675c36f4766","id":"t11"}}},"seq":26,"wall_ms":1790001560000}','40b9a47a1b7f21d61bac2c6c43a7ca3b5cf30c170d30b7ac868cdd47b6ae5b68');
CREATE TABLE sessions (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        set_digest TEXT NOT NULL REFERENCES sets (digest)
    ) STRICT;
INSERT INTO "sessions" VALUES(1,'golden','5bcfa4289a72b09609292b60027c940953222d227ab5dda9eac6ded082687d53');
CREATE TABLE sets (
        digest TEXT PRIMARY KEY,
        body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
INSERT INTO "sets" VALUES('5bcfa4289a72b09609292b60027c940953222d227ab5dda9eac6ded082687d53','{"closing_minutes":5,"competencies":[{"about":"","id":"a","title":"A"},{"about":"","id":"b","title":"B"},{"about":"","id":"c","title":"C"}],"id":"small","items":[{"minutes":5,"question":{"anchors":{"1":"Anchor 1 of q1.","3":"Anchor 3 of q1.","5":"Anchor 5 of q1."},"answer":"The answer to q1.","candidate_material":null,"competency":"a","covers":["topic"],"id":"q1","kind":"Knowledge","level":"Advanced","minutes":5,"probes":["And then, q1?","Why?"],"prompt":"What of q1?","red_flags":["Guesses."],"references":["https://example.org/"],"topic":"Topic"},"required":true,"section":"Core"},{"minutes":5,"question":{"anchors":{"1":"Anchor 1 of q2.","3":"Anchor 3 of q2.","5":"Anchor 5 of q2."},"answer":"The answer to q2.","candidate_material":null,"competency":"a","covers":["topic"],"id":"q2","kind":"Knowledge","level":"Advanced","minutes":5,"probes":["And then, q2?","Why?"],"prompt":"What of q2?","red_flags":["Guesses."],"references":["https://example.org/"],"topic":"Topic"},"required":false,"section":"Core"},{"minutes":5,"question":{"anchors":{"1":"Anchor 1 of q3.","3":"Anchor 3 of q3.","5":"Anchor 5 of q3."},"answer":"The answer to q3.","candidate_material":null,"competency":"b","covers":["topic"],"id":"q3","kind":"Knowledge","level":"Advanced","minutes":5,"probes":["And then, q3?","Why?"],"prompt":"What of q3?","red_flags":["Guesses."],"references":["https://example.org/"],"topic":"Topic"},"required":true,"section":"Core"},{"minutes":5,"question":{"anchors":{"1":"Anchor 1 of q4.","3":"Anchor 3 of q4.","5":"Anchor 5 of q4."},"answer":"The answer to q4.","candidate_material":null,"competency":"c","covers":["topic"],"id":"q4","kind":"Knowledge","level":"Advanced","minutes":5,"probes":["And then, q4?","Why?"],"prompt":"What of q4?","red_flags":["Guesses."],"references":["https://example.org/"],"topic":"Topic"},"required":false,"section":"Core"}],"opening_minutes":5,"scale":{"anchors":{"1":"General 1.","3":"General 3.","5":"General 5."}},"seniority":"Mid","title":"Small set"}');
CREATE TABLE texts (
        session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        id TEXT NOT NULL,
        salt TEXT,
        body TEXT,
        PRIMARY KEY (session, id)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "texts" VALUES('golden','t1','00000000000000000000000000000001','Nguyễn Thị Ánh');
INSERT INTO "texts" VALUES('golden','t10','0000000000000000000000000000000a','Too little seen.');
INSERT INTO "texts" VALUES('golden','t11','0000000000000000000000000000000b','Heard again.');
INSERT INTO "texts" VALUES('golden','t2','00000000000000000000000000000002','Engineer');
INSERT INTO "texts" VALUES('golden','t3','00000000000000000000000000000003','Zoë');
INSERT INTO "texts" VALUES('golden','t4','00000000000000000000000000000004','Said "why" first — then how.
Two lines.');
INSERT INTO "texts" VALUES('golden','t5','00000000000000000000000000000005','Interrupted.');
INSERT INTO "texts" VALUES('golden','t6','00000000000000000000000000000006','No time.');
INSERT INTO "texts" VALUES('golden','t7','00000000000000000000000000000007','Private.');
INSERT INTO "texts" VALUES('golden','t8','00000000000000000000000000000008','Private, reworded.');
INSERT INTO "texts" VALUES('golden','t9','00000000000000000000000000000009','Unplanned?');
CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_are_never_replaced BEFORE INSERT ON events
    WHEN EXISTS (SELECT 1 FROM events WHERE session = NEW.session AND seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_go_only_with_their_session BEFORE DELETE ON events
    WHEN EXISTS (SELECT 1 FROM sessions WHERE id = OLD.session)
    BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER sets_are_frozen BEFORE UPDATE ON sets
    BEGIN SELECT RAISE(ABORT, 'a set in use is frozen'); END;
CREATE TRIGGER sets_are_never_replaced BEFORE INSERT ON sets
    WHEN EXISTS (SELECT 1 FROM sets WHERE digest = NEW.digest)
    BEGIN SELECT RAISE(ABORT, 'a set in use is frozen'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('sessions',1);
COMMIT;
