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
INSERT INTO "events" VALUES('golden',1,'{"elapsed_ms":60000,"kind":{"Planned":{"set":"548fe33d4df2273d1f411a8aaf75bf68b6dcfe50472516587463be32a67611f7","utc_offset_minutes":60}},"seq":1,"wall_ms":1790000060000}','579a656619a02c030bbc2224072210b20a26e57de497c5aa747552d8a6a99548');
INSERT INTO "events" VALUES('golden',2,'{"elapsed_ms":120000,"kind":{"Described":{"detail":"Candidate","text":{"hash":"963d105d04a637f5ee93f82d459eff96a51540eebf69d0f5c227062db4297006","id":"t1"}}},"seq":2,"wall_ms":1790000120000}','4f84a5e260eed2ef27223bf08649860df388b377d3323b4d4f374349b01b79cf');
INSERT INTO "events" VALUES('golden',3,'{"elapsed_ms":180000,"kind":{"Described":{"detail":"Role","text":{"hash":"b18c97827c0f0d0681a11fae7a926c8839525257371fa77a4eb51b3d02e78211","id":"t2"}}},"seq":3,"wall_ms":1790000180000}','7085c4ce7952faa25eecb87d9b854212e2a1ed5fee5a4cef221c0e56c5fb1827');
INSERT INTO "events" VALUES('golden',4,'{"elapsed_ms":240000,"kind":{"Described":{"detail":"Interviewer","text":{"hash":"ecce4eaf9421fc657708dc0379a696086ea49efeda50fa6141ce10f4f0c0fa20","id":"t3"}}},"seq":4,"wall_ms":1790000240000}','734fea6573172c140e218a553fea848a71166dcbfdad174407d45b684628f9c9');
INSERT INTO "events" VALUES('golden',5,'{"elapsed_ms":300000,"kind":"Started","seq":5,"wall_ms":1790000300000}','897c0818b8a2af532eff4ee43f581fe981f08785ba5b496ef68466675ae4cf6a');
INSERT INTO "events" VALUES('golden',6,'{"elapsed_ms":360000,"kind":{"Opened":{"question":"q1"}},"seq":6,"wall_ms":1790000360000}','2ed630bb399dcfce99c69861adf0fadccc42c4d24015667c2dafc8e859f47a13');
INSERT INTO "events" VALUES('golden',7,'{"elapsed_ms":420000,"kind":{"Scored":{"question":"q1","step":4}},"seq":7,"wall_ms":1790000420000}','072de9ef2b75dd326bcf2f605c4f9bb8f771c0789c40836f08b2906e7ebb85be');
INSERT INTO "events" VALUES('golden',8,'{"elapsed_ms":480000,"kind":{"Noted":{"private":false,"question":"q1","tag":"Strength","text":{"hash":"0c4adb248c0830692d0dbfb804505dbfc30818ac3a9cb52987d5404541aa0af9","id":"t4"}}},"seq":8,"wall_ms":1790000480000}','b87fe1b64f5e3b90b6603870ff2caa6f754b48a613cd46513c6e36ae96c4cbc2');
INSERT INTO "events" VALUES('golden',9,'{"elapsed_ms":540000,"kind":{"ProbeAsked":{"asked":true,"probe":0,"question":"q1"}},"seq":9,"wall_ms":1790000540000}','20e2c6d1b5b657fe474195215e256a7350cb1e7ad9c7c1dac09566f2b5ef587e');
INSERT INTO "events" VALUES('golden',10,'{"elapsed_ms":600000,"kind":{"Marked":{"marked":true,"question":"q1"}},"seq":10,"wall_ms":1790000600000}','e4cbea13edd2a0813b6ad5b65706f46679dacc80b3e9ce4240b515da65b6ee99');
INSERT INTO "events" VALUES('golden',11,'{"elapsed_ms":660000,"kind":"Paused","seq":11,"wall_ms":1790000660000}','ff89ed13834961cf470b6c17c1b47ac9212d9bf2c9d8d5e3328e4e8e078abb95');
INSERT INTO "events" VALUES('golden',12,'{"elapsed_ms":720000,"kind":"Resumed","seq":12,"wall_ms":1790000720000}','bcbef332d6a87cdc05f79ef38ba86513c42b602ccf0ae52137f66386f82a4c85');
INSERT INTO "events" VALUES('golden',13,'{"elapsed_ms":780000,"kind":{"Gap":{"cause":"Restart","gap_ms":30000}},"seq":13,"wall_ms":1790000780000}','3834fe09aa97271ddc3f09001f946481ac75dd2fb47dd57c41f3b515dda9537a');
INSERT INTO "events" VALUES('golden',14,'{"elapsed_ms":840000,"kind":{"GapRuled":{"counts":true,"gap":13}},"seq":14,"wall_ms":1790000840000}','6f059503e803313c807e44219a242569a30fae45150f1b8b5661594e9fe4dda8');
INSERT INTO "events" VALUES('golden',15,'{"elapsed_ms":900000,"kind":{"Opened":{"question":"q2"}},"seq":15,"wall_ms":1790000900000}','5c2c10b22aaaed720479cd495237c7925bb567d47d0a54eb7d1292371f0ec185');
INSERT INTO "events" VALUES('golden',16,'{"elapsed_ms":960000,"kind":{"Scored":{"question":"q2","step":2}},"seq":16,"wall_ms":1790000960000}','abd0e97da2e1a09ec356a0b7b0b14d8ec239ad4ad912f36708f752b4182a34fe');
INSERT INTO "events" VALUES('golden',17,'{"elapsed_ms":1020000,"kind":{"OutcomeCleared":{"question":"q2"}},"seq":17,"wall_ms":1790001020000}','53e2ff5cde90d292c8530dd9d755a04fb1bc0fdc7cb23c2533f30f533cd184de');
INSERT INTO "events" VALUES('golden',18,'{"elapsed_ms":1080000,"kind":{"NotAssessed":{"question":"q2","reason":{"hash":"b49d01fb873193cb32d9cf5eda628e5219cc3581e0153aec109c456d670e4ae0","id":"t5"}}},"seq":18,"wall_ms":1790001080000}','12bae0a9cc8736ff279a278dee0ebf142a564b6dcd9de5cb07c269c49eff8f7f');
INSERT INTO "events" VALUES('golden',19,'{"elapsed_ms":1140000,"kind":{"Skipped":{"question":"q3","reason":{"hash":"f8357b5331e2256280dc4bb58cd43f847dd0da3bcba4f1079fbb04c63f00fa1e","id":"t6"}}},"seq":19,"wall_ms":1790001140000}','dd08e375fd8ceaa04f338c3387909ce02acb7597eb22257e02e3630ab3aff017');
INSERT INTO "events" VALUES('golden',20,'{"elapsed_ms":1200000,"kind":{"Noted":{"private":true,"question":null,"tag":"Plain","text":{"hash":"d6091c5b71ab23b8c9a4d83b2154f3194506243cbc3c3f3317f159089351fe2d","id":"t7"}}},"seq":20,"wall_ms":1790001200000}','4f2f0570a95a183492ee38a15c5b081a2cec022afd73283ff752bd65f6a31255');
INSERT INTO "events" VALUES('golden',21,'{"elapsed_ms":1260000,"kind":{"NoteRevised":{"note":"t7","text":{"hash":"423f0aeb859718fc67600b135c567b9460151e8443b7c64549d2f68fe215295a","id":"t8"}}},"seq":21,"wall_ms":1790001260000}','8089471191275cd148a63f064c3111e18b813af373c5150f5fa4826ef44ad692');
INSERT INTO "events" VALUES('golden',22,'{"elapsed_ms":1320000,"kind":{"UnplannedAsked":{"text":{"hash":"ede3aea65a833db3bcf70b654a0f5f638a76c78f639b86d768d91615076f87b7","id":"t9"}}},"seq":22,"wall_ms":1790001320000}','cdd5ddf074675c2e006db08e06c6d4e8364ed672bf3ce6c1d7cd24a8ea50c66e');
INSERT INTO "events" VALUES('golden',23,'{"elapsed_ms":1380000,"kind":{"Recommended":{"reason":{"hash":"1107ce011ffe14e329ec4a4facbf3d01582997e77076df4ece2730c4fc4a4fcf","id":"t10"},"recommendation":"NoDecision"}},"seq":23,"wall_ms":1790001380000}','377a3cb69bb1bcd4e901aedda416b1e9fdca27b78c18cb2fd734322269a50d19');
INSERT INTO "events" VALUES('golden',24,'{"elapsed_ms":1440000,"kind":{"Finished":{"ended_early":null}},"seq":24,"wall_ms":1790001440000}','eddca59a41bc08ed3f74dc12d97f29950b70945e98b5d34860cc60c756de76d7');
INSERT INTO "events" VALUES('golden',25,'{"elapsed_ms":1500000,"kind":{"Submitted":{"seal":"eddca59a41bc08ed3f74dc12d97f29950b70945e98b5d34860cc60c756de76d7"}},"seq":25,"wall_ms":1790001500000}','e47f7c3141390cc84e7caf3cfd5b4c053ce186bb64de29c055735ff058634149');
INSERT INTO "events" VALUES('golden',26,'{"elapsed_ms":1560000,"kind":{"Amended":{"change":{"Score":{"question":"q1","step":5}},"reason":{"hash":"65e559b70d1b20f3a0b916774e8a4cc214bb5d886ff3023f485fa7919f7d320c","id":"t11"}}},"seq":26,"wall_ms":1790001560000}','26b4f95907f60e2339402786b2f90bc59db2589ba1e596a7970dbec728aa6292');
CREATE TABLE sessions (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        set_digest TEXT NOT NULL REFERENCES sets (digest)
    ) STRICT;
INSERT INTO "sessions" VALUES(1,'golden','548fe33d4df2273d1f411a8aaf75bf68b6dcfe50472516587463be32a67611f7');
CREATE TABLE sets (
        digest TEXT PRIMARY KEY,
        body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
INSERT INTO "sets" VALUES('548fe33d4df2273d1f411a8aaf75bf68b6dcfe50472516587463be32a67611f7','{"closing_minutes":5,"competencies":[{"about":"","id":"a","title":"A"},{"about":"","id":"b","title":"B"},{"about":"","id":"c","title":"C"}],"id":"small","items":[{"minutes":5,"question":{"anchors":{"1":"Anchor 1 of q1.","3":"Anchor 3 of q1.","5":"Anchor 5 of q1."},"answer":"The answer to q1.","candidate_material":null,"competency":"a","covers":["topic"],"id":"q1","kind":"Knowledge","level":"Advanced","minutes":5,"probes":["And then, q1?","Why?"],"prompt":"What of q1?","red_flags":["Guesses."],"references":["https://example.org/"],"topic":"Topic"},"required":true,"section":"Core"},{"minutes":5,"question":{"anchors":{"1":"Anchor 1 of q2.","3":"Anchor 3 of q2.","5":"Anchor 5 of q2."},"answer":"The answer to q2.","candidate_material":null,"competency":"a","covers":["topic"],"id":"q2","kind":"Knowledge","level":"Advanced","minutes":5,"probes":["And then, q2?","Why?"],"prompt":"What of q2?","red_flags":["Guesses."],"references":["https://example.org/"],"topic":"Topic"},"required":false,"section":"Core"},{"minutes":5,"question":{"anchors":{"1":"Anchor 1 of q3.","3":"Anchor 3 of q3.","5":"Anchor 5 of q3."},"answer":"The answer to q3.","candidate_material":null,"competency":"b","covers":["topic"],"id":"q3","kind":"Knowledge","level":"Advanced","minutes":5,"probes":["And then, q3?","Why?"],"prompt":"What of q3?","red_flags":["Guesses."],"references":["https://example.org/"],"topic":"Topic"},"required":true,"section":"Core"},{"minutes":5,"question":{"anchors":{"1":"Anchor 1 of q4.","3":"Anchor 3 of q4.","5":"Anchor 5 of q4."},"answer":"The answer to q4.","candidate_material":null,"competency":"c","covers":["topic"],"id":"q4","kind":"Knowledge","level":"Advanced","minutes":5,"probes":["And then, q4?","Why?"],"prompt":"What of q4?","red_flags":["Guesses."],"references":["https://example.org/"],"topic":"Topic"},"required":false,"section":"Core"}],"opening_minutes":5,"scale":{"anchors":{"1":"General."}},"seniority":"Mid","title":"Small set"}');
CREATE TABLE texts (
        session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        id TEXT NOT NULL,
        salt TEXT,
        body TEXT,
        PRIMARY KEY (session, id)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "texts" VALUES('golden','t1','00000000000000000000000000000001','Nguyễn Thị Ánh');
INSERT INTO "texts" VALUES('golden','t10','00000000000000000000000000000010','Too little seen.');
INSERT INTO "texts" VALUES('golden','t11','00000000000000000000000000000011','Heard again.');
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
CREATE TRIGGER events_go_only_with_their_session BEFORE DELETE ON events
    WHEN EXISTS (SELECT 1 FROM sessions WHERE id = OLD.session)
    BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER sets_are_frozen BEFORE UPDATE ON sets
    BEGIN SELECT RAISE(ABORT, 'a set in use is frozen'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('sessions',1);
COMMIT;
