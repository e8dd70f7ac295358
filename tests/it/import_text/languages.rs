//! Lists in the languages that people interview in.

use plumbline::domain::level::Level;

use super::{check, check_answers, check_each, check_numbers, check_sections};

#[test]
fn russian_list_with_answers_below_its_items() {
    let imported = check(
        "russian.md",
        &[
            (5, "Чем отличается коммутатор от маршрутизатора?"),
            (9, "Зачем нужна маска подсети"),
            (13, "Опишите, как компьютер получает адрес при включении."),
            (19, "Расскажите, что происходит при потере сегмента"),
            (23, "Почему окно перегрузки растёт не сразу?"),
        ],
    );
    check_numbers(&imported, &[1, 2, 3, 4, 5]);
    check_sections(
        &imported,
        &["Для начинающих", "Для начинающих", "Для начинающих", "Для опытных", "Для опытных"],
    );
    let (low, high) = (Some(Level::Beginner), Some(Level::Advanced));
    check_each(&imported, |found| found.level, &[low, low, low, high, high]);
    check_answers(
        &imported,
        &[
            "Коммутатор смотрит на адреса канального уровня, маршрутизатор на сетевые.",
            "Она отделяет адрес сети от адреса узла.",
            "Он рассылает широковещательный запрос и ждёт предложения сервера.",
            "Отправитель повторяет его по таймеру или после трёх одинаковых подтверждений.",
            "Отправитель не знает пропускной способности пути.",
        ],
    );
}

#[test]
fn russian_letters_label_questions_and_answers() {
    let imported = check(
        "russian_dialogue.txt",
        &[
            (1, "Что такое гонка данных?"),
            (4, "Как её обнаружить?"),
            (7, "Чем мьютекс отличается от семафора?"),
            (10, "Когда достаточно атомарной переменной?"),
        ],
    );
    check_answers(
        &imported,
        &[
            "Два потока обращаются к одной памяти, и один из них пишет.",
            "Инструментом, который следит за порядком обращений.",
            "У мьютекса есть владелец.",
            "Когда изменяется одно число.",
        ],
    );
}

#[test]
fn chinese_list_with_numbers_of_its_own() {
    let imported = check(
        "chinese.txt",
        &[
            (4, "请说明聚簇索引和非聚簇索引的区别"),
            (5, "联合索引的列顺序怎样影响查询？"),
            (6, "什么情况下索引会失效"),
            (9, "解释可重复读如何避免幻读"),
            (10, "长事务会带来哪些问题？"),
            (11, "两阶段提交在协调者宕机时怎么办？"),
        ],
    );
    check_numbers(&imported, &[1, 2, 3, 4, 5, 6]);
    for (found, name) in
        imported.questions.iter().zip(["索引", "索引", "索引", "事务", "事务", "事务"])
    {
        assert!(found.section.last().unwrap().ends_with(name), "{:?}", found.section);
    }
    check_answers(&imported, &[""; 6]);
}

#[test]
fn portuguese_bullets_below_levels() {
    let imported = check(
        "portuguese.md",
        &[
            (3, "Qual é a diferença entre uma fila e um tópico?"),
            (4, "Explique o que significa entregar uma mensagem pelo menos uma vez"),
            (5, "Por que um consumidor precisa ser idempotente?"),
            (9, "Como você dimensionaria as partições de um tópico novo?"),
            (10, "Descreva um incidente em que a fila cresceu sem parar e o que você mudou"),
            (11, "Quando vale a pena trocar a ordem global pela ordem por chave?"),
        ],
    );
    let stated = |level, words: &str| (Some(level), Some(words.to_owned()));
    let levels = [stated(Level::Beginner, "Júnior"), stated(Level::Advanced, "Sênior")];
    let expected: Vec<_> = levels.into_iter().flat_map(|level| vec![level; 3]).collect();
    check_each(&imported, |found| (found.level, found.level_stated.clone()), &expected);
}

#[test]
fn german_items_with_indented_answers() {
    let imported = check(
        "german.txt",
        &[
            (5, "Worin unterscheidet sich eine Steuerung von einer Regelung?"),
            (7, "Erklären Sie die Aufgabe des I-Anteils in einem PI-Regler"),
            (9, "Nennen Sie zwei Ursachen für Schwingungen im geschlossenen Kreis"),
            (14, "Wie stellen Sie einen Regler ein, dessen Strecke Sie nicht kennen?"),
            (16, "Weshalb begrenzt man den Integrator"),
        ],
    );
    check_numbers(&imported, &[1, 2, 3, 4, 5]);
    check_answers(
        &imported,
        &[
            "Die Regelung misst, was sie bewirkt, und vergleicht es mit dem Sollwert.",
            "Er beseitigt die bleibende Abweichung.",
            "Zu hohe Verstärkung, zu lange Totzeit.",
            "Mit einer Sprungantwort beginnen und die Verstärkung vorsichtig erhöhen.",
            "Damit er bei gesättigtem Stellglied nicht weiterläuft.",
        ],
    );
    let sections = ["Grundlagen", "Grundlagen", "Grundlagen", "Praxis", "Praxis"];
    for (found, name) in imported.questions.iter().zip(sections) {
        assert_eq!(found.section.last().map(String::as_str), Some(name));
    }
}

#[test]
fn french_headings_that_call_themselves_questions() {
    let imported = check(
        "french.md",
        &[
            (3, "À quoi sert l'édition de liens ?"),
            (7, "Expliquez ce qu'est un symbole faible"),
            (11, "Pourquoi l'ordre des bibliothèques compte-t-il ?"),
            (15, "Citez deux dangers d'une variable globale dans une bibliothèque partagée"),
        ],
    );
    check_numbers(&imported, &[1, 2, 3, 4]);
    check_answers(
        &imported,
        &[
            "Elle réunit les fichiers objets et résout les symboles.",
            "Une définition que toute autre définition remplace sans erreur.",
            "L'éditeur ne garde que ce qui manque encore quand il lit une archive.",
            "Les copies multiples, et l'ordre des initialisations.",
        ],
    );
}

#[test]
fn turkish_items_with_and_without_a_mark() {
    let imported = check(
        "turkish.txt",
        &[
            (3, "Kesme önceliği neden önemlidir?"),
            (4, "Yığın taşmasını nasıl fark edersiniz?"),
            (5, "Volatile anahtar sözcüğünün ne işe yaradığını açıklayın"),
            (6, "Bir seri hattın hızını hangi etkenler sınırlar?"),
            (7, "Sabit noktalı sayıların kayan noktalı sayılardan farkı"),
        ],
    );
    check_numbers(&imported, &[1, 2, 3, 4, 5]);
    check_answers(&imported, &[""; 5]);
}

/// The same list in the encodings of its language.
#[test]
fn a_list_in_the_encoding_of_its_language_is_the_same_list() {
    let encoded = [
        ("russian.md", encoding_rs::WINDOWS_1251),
        ("russian.md", encoding_rs::KOI8_R),
        ("chinese.txt", encoding_rs::GB18030),
        ("german.txt", encoding_rs::WINDOWS_1252),
        ("portuguese.md", encoding_rs::WINDOWS_1252),
        ("french.md", encoding_rs::WINDOWS_1252),
        ("turkish.txt", encoding_rs::WINDOWS_1254),
    ];
    for (name, encoding) in encoded {
        let text = String::from_utf8(super::bytes(name)).unwrap();
        let (bytes, _, has_lost) = encoding.encode(&text);
        assert!(!has_lost, "{name}");
        let imported = plumbline::import::import(name, &bytes).unwrap();
        assert!(
            imported == super::read(name),
            "{name} in {}: {:?}",
            encoding.name(),
            imported.questions
        );
    }
}
