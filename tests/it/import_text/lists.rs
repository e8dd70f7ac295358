//! Lists of topics, and lists that stand beside the questions and hold none.

use plumbline::import::LeftOut;

use super::{check, check_left_out, check_sections};

#[test]
fn a_document_that_is_one_list_of_topics_is_taken_whole() {
    check(
        "one_list.txt",
        &[
            (1, "event sourcing and snapshots"),
            (2, "idempotent consumers"),
            (3, "outbox pattern"),
            (4, "how are poison messages kept from blocking a queue"),
            (5, "ordering within a partition"),
            (6, "consumer lag"),
            (7, "exactly once, at least once"),
            (8, "why would a broker refuse a message"),
            (9, "compacted topics"),
            (10, "schema registry"),
        ],
    );
}

#[test]
fn topics_are_asked_in_sections_where_nothing_else_is() {
    let imported = check(
        "topics_by_section.md",
        &[
            (4, "Requests and limits"),
            (5, "How does a readiness probe differ from a liveness probe?"),
            (6, "Pod disruption budgets"),
            (7, "Taints and tolerations"),
            (10, "Path of a packet between two pods"),
            (11, "Service types"),
            (12, "Where is TLS ended in your cluster?"),
            (15, "Rolling updates and their limits"),
            (16, "How do you undo a release?"),
            (17, "Feature flags in place of branches"),
        ],
    );
    assert_eq!(imported.questions[7].section, ["Delivery"]);
}

#[test]
fn what_an_interviewer_looks_for_is_no_question() {
    let imported = check(
        "criteria.md",
        &[
            (13, "Tell me about a task you found hard to hand over."),
            (14, "How do you notice that somebody is stuck?"),
            (15, "What do you never delegate?"),
            (27, "Describe a disagreement that you settled too late."),
            (28, "How do you tell a friend that their work is not good enough?"),
            (29, "When do you let two people sort it out alone?"),
        ],
    );
    check_sections(
        &imported,
        &["Delegation", "Delegation", "Delegation", "Conflict", "Conflict", "Conflict"],
    );
    check_left_out(&imported, &[7, 8, 9, 33, 34, 35], &[LeftOut::Introduction, LeftOut::Other]);
}

#[test]
fn a_name_in_bold_before_it_takes_nothing_from_a_task() {
    let imported = check(
        "bold_leads.md",
        &[
            (3, "Rendering: Explain what happens between a changed property and a painted pixel."),
            (4, "State: Compare local state with a store."),
            (5, "Bundles: Describe how you would find out why a bundle has grown."),
            (6, "Forms: Explain how you validate a field that depends on another."),
            (10, "Debounce: Implement it without a library."),
            (11, "Tree: Write a component that shows a tree of any depth."),
            (12, "Cache: Implement one that forgets what was not used for longest."),
        ],
    );
    assert!(imported.questions.iter().all(|found| found.answer.is_empty()));
}

#[test]
fn beside_questions_that_are_called_so_tips_are_none() {
    let imported = check(
        "labels_and_tips.md",
        &[
            (10, "Select customers without an order"),
            (14, "List all orders with the name of the customer"),
            (18, "Find pairs of customers in the same city"),
            (22, "Count orders per customer, zeros included"),
            (28, "Number the orders of each customer by date"),
            (32, "Find the second highest price"),
            (36, "Sum sales up to each day"),
            (40, "Compare each day with the one before"),
        ],
    );
    assert_eq!(imported.questions[0].section, ["Joins (4 questions)"]);
    assert_eq!(imported.questions[7].number, Some(8));
}

#[test]
fn bullets_of_a_copied_page_and_bullets_without_a_space_are_bullets() {
    let imported = check(
        "page_bullets.txt",
        &[
            (2, "What starts a watchdog?"),
            (3, "Describe the path of an interrupt."),
            (4, "How do you measure stack use?"),
            (5, "Why is a busy wait sometimes right?"),
            (8, "Arbitration on a shared line, how does it work?"),
            (9, "What limits the length of a bus?"),
            (10, "Why are pull-up resistors needed?"),
            (11, "Compare two buses you have used"),
        ],
    );
    let section = |name| [name; 4];
    check_sections(&imported, &[section("Controllers"), section("Buses")].concat());
}

#[test]
fn a_line_between_rulers_is_a_heading() {
    let imported = check(
        "ruled_headings.txt",
        &[
            (4, "What does a write-ahead log protect?"),
            (5, "How do you size a page cache?"),
            (6, "When does compaction hurt?"),
            (11, "What is an inverted index?"),
            (12, "How is relevance measured?"),
            (13, "Why are stop words kept today?"),
        ],
    );
    check_sections(&imported, &["Storage", "Storage", "Storage", "Search", "Search", "Search"]);
}

#[test]
fn lines_with_topics_among_the_questions_are_asked_like_them() {
    check(
        "lines_of_topics.txt",
        &[
            (1, "Что такое планировщик"),
            (3, "Как работает сборка мусора"),
            (5, "Почему поток дороже задачи"),
            (7, "Что такое барьер"),
            (9, "Как хранится индекс"),
            (11, "Что такое внешний ключ"),
            (13, "Как устроен журнал записи"),
            (15, "Зачем нужен кворум"),
            (17, "Как работает выбор лидера"),
            (19, "Что такое идемпотентность"),
            (21, "Как измерить задержку"),
            (23, "Что такое кэш"),
            (25, "Взаимная блокировка"),
            (27, "Утечка памяти"),
            (29, "Очередь сообщений"),
            (31, "Потребитель"),
            (33, "Смещение"),
            (35, "Уровни изоляции"),
            (37, "Нормальная форма"),
            (39, "Снимок состояния"),
            (41, "Шардирование"),
            (43, "Часы Лампорта"),
        ],
    );
}

#[test]
fn what_an_answer_is_worth_makes_a_task_of_a_heading() {
    let imported = check(
        "points.md",
        &[
            (5, "Build an image without root"),
            (9, "Keep secrets out of its layers"),
            (13, "What is the difference between an image and a container?"),
            (19, "Limit memory and show what happens"),
            (23, "Network between two containers"),
            (27, "Roll back a bad release"),
        ],
    );
    check_sections(&imported, &["Part 1", "Part 1", "Part 1", "Part 2", "Part 2", "Part 2"]);
}
