//! Documents whose format says what is a question: GIFT, Aiken, JSON, Plumbline's RON.

use plumbline::domain::level::{Kind, Level};
use plumbline::import::found::{Fate, LeftOut};
use plumbline::import::{Format, Found, Imported, Refusal, import};

fn read(name: &str, text: &str) -> Imported {
    let imported = import(name, text.as_bytes());
    let imported = imported.unwrap_or_else(|refusal| panic!("{refusal}: {text}"));
    every_line_has_a_fate(&imported, text);
    imported
}

/// No line of a document vanishes, and none is told of that is not there.
fn every_line_has_a_fate(imported: &Imported, text: &str) {
    let lines: Vec<&str> = text.lines().collect();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let is_told = imported.fates.iter().any(|(of, _)| (of.first..=of.last).contains(&(at + 1)));
        assert!(is_told, "line {} has no fate: {line}", at + 1);
    }
    for (of, fate) in &imported.fates {
        assert!((1..=of.last).contains(&of.first) && of.last <= lines.len(), "{of:?}");
        if let Fate::Question(at) | Fate::Details(at) | Fate::Answer(at) | Fate::Code(at) = fate {
            assert!(*at < imported.questions.len(), "{fate:?}");
        }
    }
}

/// One question of GIFT: its text, details and answer.
fn check_gift(text: &str, question: &str, details: &str, answer: &str) {
    let imported = read("quiz.txt", text);
    assert_eq!(imported.format, Some(Format::Gift), "{text}");
    let [found] = imported.questions.as_slice() else { panic!("{text}: {:?}", imported.questions) };
    assert_eq!(
        (found.text.as_str(), found.details.as_str(), found.answer.as_str()),
        (question, details, answer),
        "{text}"
    );
}

fn lines(imported: &Imported) -> Vec<usize> {
    imported.questions.iter().map(|found| found.line).collect()
}

fn texts(imported: &Imported) -> Vec<&str> {
    imported.questions.iter().map(|found| found.text.as_str()).collect()
}

fn notices(imported: &Imported) -> Vec<(usize, &str)> {
    imported.notices.iter().map(|notice| (notice.line, notice.message.as_str())).collect()
}

#[test]
fn every_kind_of_gift_question_is_read() {
    check_gift(
        "Which one frees memory? {~malloc =free ~calloc}",
        "Which one frees memory?",
        "- malloc\n- free\n- calloc",
        "free",
    );
    check_gift(
        "::Q1::Rust has a garbage collector. {F}",
        "Rust has a garbage collector.",
        "",
        "False",
    );
    check_gift(
        "It compiles. {TRUE#No, it does.#Right.}",
        "It compiles.",
        "",
        "True\n\nRight.\n\nNo, it does.",
    );
    check_gift(
        "Capital of Norway? {=Oslo =%50%Christiania}",
        "Capital of Norway?",
        "",
        "- Oslo\n- Christiania (50 %)",
    );
    check_gift("How many bits? {#8}", "How many bits?", "", "8");
    check_gift("Pi? {#3.14:0.01}", "Pi?", "", "3.14 ± 0.01");
    check_gift("A port? {#1..1023#Well known.}", "A port?", "", "1 to 1023: Well known.");
    check_gift(
        "A year? {#=1991:0 =%50%1990:2#Near.}",
        "A year?",
        "",
        "- 1991\n- 1990 ± 2 (50 %): Near.",
    );
    check_gift(
        "Match. {\n=cat -> meows\n=dog -> barks\n= -> sings\n}",
        "Match.",
        "- cat\n- dog\n- Match with: barks; meows; sings",
        "- cat → meows\n- dog → barks",
    );
    check_gift("::Essay::Explain a mutex. {}", "Explain a mutex.", "", "");
    check_gift(
        "A {=stack ~queue} is last in, first out.",
        "A _____ is last in, first out.",
        "- stack\n- queue",
        "stack",
    );
    check_gift(
        "Which are safe?{~%50%one~%-100%two~%50%three}",
        "Which are safe?",
        "- one\n- two\n- three",
        "- one\n- three",
    );
}

#[test]
fn escapes_feedback_and_formats_of_gift_are_resolved() {
    check_gift(
        r"::a\:b::What is \{x\} \= 1\: 2\#3 \~ 4\\n? {=\=\= ~\{\}}",
        r"What is {x} = 1: 2#3 ~ 4\n?",
        "- ==\n- {}",
        "==",
    );
    check_gift(
        "Pick. {=a#Yes.~b#No.####In general.}",
        "Pick.",
        "- a\n- b",
        "- a: Yes.\n- Not b: No.\n\nIn general.",
    );
    check_gift(
        "[html]<p>Is <b>x</b> &lt; y&nbsp;?</p>{=<i>yes</i> ~no}",
        "Is x < y ?",
        "- yes\n- no",
        "yes",
    );
    check_gift("[markdown]Is **x** `y`? {T}", "Is x y?", "", "True");
    check_gift(
        "Equal signs {~a == b\n~a = b\n=a.eq(b)\n}",
        "Equal signs",
        "- a == b\n- a = b\n- a.eq(b)",
        "a.eq(b)",
    );
    check_gift("Tight? {~no=yes~maybe}", "Tight?", "- no\n- yes\n- maybe", "yes");
    check_gift(
        "void f() { } is what? {=a function ~a macro}",
        "void f() { } is what?",
        "- a function\n- a macro",
        "a function",
    );
    let code = read("a", "[markdown]What is printed?\\n```py\\nprint(1)\\n``` {=1 ~2}");
    assert_eq!(
        (code.questions[0].code.as_str(), code.questions[0].is_code_asked),
        ("print(1)", true)
    );
}

#[test]
fn gift_tells_sections_lines_and_what_it_left_out() {
    let text = "// made by hand\n$CATEGORY: $course$/top/Web//HTTP/Caching\n\n::Q7::Is it stale? {\n\n~yes\n=no\n}\n\
                ::Q8::No blank line before? {T}\n\nOnly a description,\non two lines.\n\n\
                [html]See <img src\\=\"x.png\"> {T}\n\nNever closed {=a ~b\n";
    let imported = read("x", text);
    assert_eq!(texts(&imported), ["Is it stale?", "No blank line before?", "See"]);
    assert_eq!(lines(&imported), [4, 9, 14]);
    assert_eq!(imported.questions[0].section, ["Web/HTTP", "Caching"]);
    assert_eq!(imported.questions[0].number, Some(7));
    assert_eq!(
        notices(&imported),
        [
            (11, "a text without answers in braces: a description, no question"),
            (14, "the question has a picture: what it shows was not read"),
            (16, "the braces of this question are not closed: it was left out"),
        ]
    );
    assert!(
        imported
            .fates
            .iter()
            .any(|(of, fate)| of.first == 1 && *fate == Fate::LeftOut(LeftOut::Furniture))
    );
}

#[test]
fn braces_of_code_make_no_gift() {
    for text in [
        "What does this do?\n\nfunction f() { return 1; }\n\nfunction g() {}\n",
        "{# a comment of a template #}\n\nWhat is a template?\n",
        "{% if x %}\n{{ y }}\n\nWhat is that?\n",
    ] {
        let format = import("a.txt", text.as_bytes()).map(|imported| imported.format);
        assert_ne!(format, Ok(Some(Format::Gift)), "{text}");
    }
}

#[test]
fn aiken_is_read_with_its_flaws() {
    let text = "1. What is a\nmutex?\nA. A lock\nB) A queue\nANSWER: A\n\nWhich holds?\na) one\nb) two\nc) Both A and B\n\
                Answer: C\n\nWho is missing?\nA. me\nB. you\nANSWER: D\n\nNo answer here\nA. x\nB. y\n\n\
                Goes on\nA. first half\nsecond half\nB. z\nANSWER: A\nEXPLANATION: since\nit is so\n\n\
                A. no question\nB. at all\nANSWER: B\n";
    let imported = read("plain.txt", text);
    assert_eq!(imported.format, Some(Format::Aiken));
    assert_eq!(
        texts(&imported),
        ["What is a mutex?", "Which holds?", "Who is missing?", "No answer here", "Goes on"]
    );
    assert_eq!(lines(&imported), [1, 7, 13, 18, 22]);
    let answers: Vec<&str> = imported.questions.iter().map(|found| found.answer.as_str()).collect();
    assert_eq!(
        answers,
        ["A lock", "C. Both A and B", "", "", "first half second half\n\nsince\nit is so"]
    );
    assert_eq!(imported.questions[1].details, "- A. one\n- B. two\n- C. Both A and B");
    assert_eq!(imported.questions[0].number, Some(1));
    assert_eq!(
        notices(&imported),
        [
            (16, "there is no option D"),
            (20, "the question has no line \"ANSWER:\""),
            (30, "there is no question before these options: they were left out"),
        ]
    );
}

/// The first question of a JSON document.
fn json(text: &str) -> Found {
    let imported = read("x.txt", text);
    assert_eq!(imported.format, Some(Format::Json), "{text}");
    imported.questions.into_iter().next().unwrap()
}

#[test]
fn json_fields_are_known_by_many_names() {
    for text in [
        r#"[{"question": "What is x?", "answer": "A name"}]"#,
        r#"[{"id": "9f", "Q": "1. What is x?", "A": "A name"}]"#,
        r#"[{"question_text": "What is x?", "expectedAnswer": "A name"}]"#,
        r#"[{"front": "What is x?", "back": "A name"}]"#,
        r#"[{"title": "What is x?", "content": "A name"}]"#,
        r#"[{"Вопрос": "What is x?", "Ответ": "A name"}]"#,
        r#"[{"题目": "What is x?", "答案": "A name"}]"#,
        r#"[{"pregunta": "What is x?", "respuesta": ["A name"]}]"#,
        r#"[{"Frage": {"de": "What is x?"}, "Antwort": {"text": "A name"}}]"#,
        r#"[{"alpha": "What is x?", "beta": "A name"}]"#,
        r#"{"What is x?": "A name", "What is y?": "Another"}"#,
        r#"{"What is x?": {"answer": "A name", "level": "Senior"}}"#,
        r#"{"data": {"items": [{"question": "What is x?", "answer": "A name"}]}}"#,
        r#"{"q1": {"question": "What is x?", "answer": "A name"}, "q2": {"question": "What is y?"}}"#,
        "{\"question\": \"What is x?\", \"answer\": \"A name\"}\n{\"question\": \"What is y?\"}\n",
        r#"[{"question": "<p>What is <b>x</b>?</p>", "answer": "A&nbsp;name"}]"#,
    ] {
        let found = json(text);
        // By content alone an answer must be longer than a name to be known.
        let answer = if text.contains("beta") { "" } else { "A name" };
        assert_eq!((found.text.as_str(), found.answer.as_str()), ("What is x?", answer), "{text}");
    }
}

#[test]
fn options_of_json_are_found_in_every_shape() {
    for text in [
        r#"[{"question": "Pick", "options": ["one", "two"], "answer": "two"}]"#,
        r#"[{"question": "Pick", "options": ["one", "two"], "answer": "B"}]"#,
        r#"[{"question": "Pick", "choices": ["one", "two"], "correctIndex": 1}]"#,
        r#"[{"question": "Pick", "choices": ["one", "two"], "correct": 2}]"#,
        r#"[{"question": "Pick", "options": {"a": "one", "b": "two"}, "correct_answer": "b"}]"#,
        r#"[{"question": "Pick", "answers": [{"text": "one", "isCorrect": false}, {"text": "two", "isCorrect": true}]}]"#,
        r#"[{"question": "Pick", "A": "one", "B": "two", "answer": "B"}]"#,
        r#"[{"question": "Pick", "option1": "one", "option2": "two", "correct": "option2"}]"#,
        r#"[{"question": "Pick", "correct_answer": "two", "incorrect_answers": ["one"]}]"#,
    ] {
        let found = json(text);
        assert_eq!(
            (found.details.as_str(), found.answer.as_str()),
            ("- one\n- two", "two"),
            "{text}"
        );
    }
    let unknown =
        read("x", r#"[{"question": "Pick", "options": ["one", "two"], "correct": "three"}]"#);
    assert_eq!(unknown.questions[0].answer, "three");
    assert_eq!(notices(&unknown), [(1, "no option is the one given as right: three")]);
}

#[test]
fn json_tells_sections_levels_code_and_lines() {
    let text = r#"{
  "title": "A bank",
  "categories": [
    {
      "name": "Storage",
      "questions": [
        {
          "id": 4,
          "type": "coding",
          "question": "Write it:\n```sql\nselect 1\n```",
          "followUps": ["Why?"],
          "tags": ["sql"]
        }
      ]
    }
  ],
  "Networks": {
    "Senior": ["What is a socket?"]
  }
}
"#;
    let imported = read("x", text);
    assert_eq!(texts(&imported), ["Write it:", "What is a socket?"]);
    assert_eq!(lines(&imported), [10, 18]);
    let [first, second] = imported.questions.as_slice() else { panic!() };
    assert_eq!((first.section.as_slice(), first.number), (&["Storage".to_owned()][..], Some(4)));
    assert_eq!(
        (first.kind, first.code.as_str(), first.is_code_asked),
        (Kind::Coding, "select 1", true)
    );
    assert_eq!(first.details, "- Why?");
    assert_eq!(second.section, ["Networks", "Senior"]);
}

#[test]
fn a_list_of_categories_beside_the_questions_is_none_of_them() {
    let text = r#"{
  "categories": [
    {"key": "plan", "name": "Scheduling and estimation"},
    {"key": "risk", "name": "Risk"},
    {"key": "team", "name": "Conflict and people"}
  ],
  "questions": [
    {"cat": "plan", "lv": "senior", "q": "Walk me through a plan you threw away.", "strong": ["Says what changed", "Says who was told"]},
    {"cat": "risk", "q": "Which risk did you see too late?", "strong": ["Names it"]}
  ]
}"#;
    let imported = read("a.json", text);
    let texts: Vec<&str> = imported.questions.iter().map(|found| found.text.as_str()).collect();
    assert_eq!(
        texts,
        ["Walk me through a plan you threw away.", "Which risk did you see too late?"]
    );
    let [first, second] = imported.questions.as_slice() else { panic!() };
    assert_eq!((first.level, second.level), (Some(Level::Advanced), None));
    assert!(first.answer.contains("Says what changed"), "{first:?}");
    assert!(first.answer.contains("Says who was told"), "{first:?}");
}

#[test]
fn lists_of_json_under_their_topics_ask_together() {
    let text = r#"{
  "Caches": ["What is a stampede?", "How do you evict?", "When is a cache wrong?"],
  "Queues": ["Delivery at least once", "Poison messages and where they go", "What is lag?"]
}"#;
    let imported = read("a.json", text);
    let found: Vec<(&str, &str)> = imported
        .questions
        .iter()
        .map(|found| (found.section[0].as_str(), found.text.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("Caches", "What is a stampede?"),
            ("Caches", "How do you evict?"),
            ("Caches", "When is a cache wrong?"),
            ("Queues", "Delivery at least once"),
            ("Queues", "Poison messages and where they go"),
            ("Queues", "What is lag?"),
        ]
    );
}

#[test]
fn a_problem_in_json_is_told_with_its_place() {
    let broken = |text: &str| match import("x.json", text.as_bytes()) {
        Err(Refusal::Broken { line, column, message }) => (line, column, message),
        other => panic!("{text}: {other:?}"),
    };
    let (line, column, message) = broken("[\n  {\"question\": \"What?\" \"a\": 1}\n]");
    assert_eq!((line, column), (2, 24));
    assert!(message.contains("a comma is expected"), "{message}");
    assert_eq!(broken("[{\"question\": \"What?\"},\n]").0, 2);
    assert!(broken("[{\"question\": \"What?\"").2.contains("breaks off"));
    assert!(broken(&format!("{{\"a\":{}", "[".repeat(100_000))).2.contains("too deep"));
    let twice = read("x.json", "[{\"question\": \"What is a?\",\n \"question\": \"What is b?\"}]");
    assert_eq!(texts(&twice), ["What is b?"]);
    assert_eq!(
        notices(&twice),
        [(2, "column 2: the key \"question\" stands here twice; the last one was taken")]
    );
    let by_line =
        "{\"question\": \"What is a?\"}\n{\"question\": \"What\n{\"question\": \"What is b?\"}\n";
    let by_line = read("x.jsonl", by_line);
    assert_eq!((lines(&by_line), by_line.notices[0].line), (vec![1, 3], 2));
}

#[test]
fn data_that_asks_nothing_is_no_list_of_questions() {
    for text in [
        r#"[{"name": "Ada", "age": 36}, {"name": "Alan", "age": 41}]"#,
        r#"{"compilerOptions": {"strict": true, "lib": ["dom", "es2022"]}}"#,
        "[]",
        "{}",
    ] {
        assert!(
            matches!(import("x.json", text.as_bytes()), Err(Refusal::NoQuestions { .. })),
            "{text}"
        );
    }
}

#[test]
fn a_bank_of_plumbline_is_read_from_its_ron() {
    let text = "// Mine.\n(\n    schema: \"plumbline.bank\",\n    version: 3,\n    topic: \"Locks\",\n    questions: [\n        (\n            id: \"a\",\n            level: Advanced,\n            kind: CodeReview,\n            prompt: \"\n                What is\n                wrong?\n            \",\n            candidate_material: \"\n                a:\n                    b\n            \",\n            answer: \"It waits.\",\n            anchors: {1: \"x\"},\n        ),\n        (id: \"b\", level: Hard, kind: Knowledge, prompt: \"Why?\", answer: \"\"),\n        (id: \"c\"),\n    ],\n)\n";
    let imported = read("x", text);
    assert_eq!(imported.format, Some(Format::Ron));
    let [found, other] = imported.questions.as_slice() else { panic!() };
    assert_eq!((found.text.as_str(), found.code.as_str()), ("What is wrong?", "a:\n    b"));
    assert_eq!(
        (found.level, found.kind, found.line),
        (Some(Level::Advanced), Kind::CodeReview, 11)
    );
    assert_eq!(
        (found.section.as_slice(), found.answer.as_str()),
        (&["Locks".to_owned()][..], "It waits.")
    );
    assert_eq!((other.level, other.line), (None, 22));
    let lines: Vec<usize> = imported.notices.iter().map(|notice| notice.line).collect();
    assert_eq!(lines, [1, 22, 23]);
    let broken = import("x", text.replace("id: \"c\"", "id \"c\"").as_bytes()).unwrap_err();
    assert_eq!(broken.place(), (23, 13));
    let set = "(schema: \"plumbline.set\", version: 1, items: [(question: \"a\")])";
    assert!(import("x", set.as_bytes()).unwrap_err().to_string().contains("import the bank"));
}

/// Nothing that a reader is given makes it panic or run on.
#[test]
fn damaged_files_are_read_or_refused_in_time() {
    let samples = [
        "::a::b {=c ~d#e####f}\n\n$CATEGORY: x/y\n\n{\n=a -> b\n}\n",
        "What?\nA. x\nB. y\nANSWER: A\n",
        "[{\"question\": \"What \\u00e9?\", \"options\": [\"a\", {\"b\": 1}], \"answer\": 0}]",
        "(schema: \"plumbline.bank\", version: 3, topic: \"t\", questions: [(id: \"a\", prompt: \"P?\")])",
    ];
    for sample in samples {
        for at in (0..sample.len()).filter(|at| sample.is_char_boundary(*at)) {
            let _ = import("x", &sample.as_bytes()[..at]);
            for junk in ["{", "}", "\"", "\\", "\n\n", "::", "#", "é"] {
                let _ = import("x", [&sample[..at], junk, &sample[at..]].concat().as_bytes());
            }
        }
    }
    for unit in [
        "{", "[", "(", "\\", "<a ", "[x](", "**a ", "::", "{=", "=", "~", "\n=", "\"", "A. x\n",
        "&", "`",
    ] {
        let many = unit.repeat(40_000);
        for head in [
            "",
            "[\"",
            "[{\"question\": \"",
            "::a:: b {",
            "What?\nA. a\nB. b\nANSWER: A\n\n",
            "(schema: \"plumbline.bank\", questions: [",
        ] {
            let _ = import("x", [head, &many].concat().as_bytes());
            let _ = import("x", [head, &many, "\"}]"].concat().as_bytes());
            let _ = import("x", [head, &many, "}"].concat().as_bytes());
        }
    }
}
