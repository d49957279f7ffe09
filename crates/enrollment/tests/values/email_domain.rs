use enrollment::domain::{Email, email::EmailError};

fn domain(typed: &str) -> Result<String, EmailError> {
    let email: Email = format!("a@{typed}").parse()?;
    Ok(email.as_str()[2..].into())
}

/// The samples of RFC 3492, section 7.1, in lower case as domains are.
#[test]
fn the_samples_of_the_rfc_are_encoded() {
    for (label, encoded) in [
        ("ليهمابتكلموشعربي؟", None),
        ("ليهمابتكلموشعربي", Some("mgbcah9ar9a4efegftvvn")),
        ("他们为什么不说中文", Some("ihqwcrb4cv8a8dqg056pqjye")),
        ("他們爲什麽不說中文", Some("ihqwctvzc91f659drss3x8bo0yb")),
        (
            "Pročprostěnemluvíčesky",
            Some("proprostnemluvesky-uyb24dma41a"),
        ),
        (
            "למההםפשוטלאמדבריםעברית",
            Some("4dbcagdahymbxekheh6e0a7fei0b"),
        ),
        (
            "यहलोगहिन्दीक्योंनहींबोलसकतेहैं",
            Some("i1baa7eci9glrd9b2ae1bj0hfcgg6iyaf8o0a1dig0cd"),
        ),
        (
            "なぜみんな日本語を話してくれないのか",
            Some("n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa"),
        ),
        (
            "почемужеонинеговорятпорусски",
            Some("b1abfaaepdrnnbgefbadotcwatmq2g4l"),
        ),
        (
            "PorquénopuedensimplementehablarenEspañol",
            Some("porqunopuedensimplementehablarenespaol-fmd56a"),
        ),
        (
            "TạisaohọkhôngthểchỉnóitiếngViệt",
            Some("tisaohkhngthchnitingvit-kjcr8268qyxafd2f1b9g"),
        ),
        ("3年B組金八先生", Some("3b-ww4c5e180e575a65lsy2b")),
        (
            "安室奈美恵-with-SUPER-MONKEYS",
            Some("-with-super-monkeys-pc58ag80a8qai00g7n9n"),
        ),
        (
            "Hello-Another-Way-それぞれの場所",
            Some("hello-another-way--fc4qua05auwb3674vfr0b"),
        ),
        ("ひとつ屋根の下2", Some("2-u9tlzr9756bt3uc0v")),
        ("MajiでKoiする5秒前", Some("majikoi5-783gue6qz075azm5e")),
        ("パフィーdeルンバ", Some("de-jg4avhby1noc0d")),
        ("そのスピードで", Some("d9juau41awczczp")),
    ] {
        let expected = encoded.map(|encoded| format!("xn--{encoded}.example"));
        let read = domain(&format!("{label}.example"));
        assert_eq!(read.ok(), expected, "{label:?}");
    }
}

#[test]
fn the_longest_korean_sample_of_the_rfc_is_longer_than_a_label_may_be() {
    let label = "세계의모든사람들이한국어를이해한다면얼마나좋을까";
    assert_eq!(domain(&format!("{label}.example")), Err(EmailError::Domain));
}

#[test]
fn well_known_domains_are_stored_as_their_registries_do() {
    for (typed, stored) in [
        ("bücher.de", "xn--bcher-kva.de"),
        ("BÜCHER.DE", "xn--bcher-kva.de"),
        ("straße.de", "xn--strae-oqa.de"),
        ("académie-française.fr", "xn--acadmie-franaise-npb1a.fr"),
        ("españa.es", "xn--espaa-rta.es"),
        ("øl.dk", "xn--l-4ga.dk"),
        ("żółw.pl", "xn--w-uga1v8h.pl"),
        ("президент.рф", "xn--d1abbgf6aiiy.xn--p1ai"),
        ("ПРЕЗИДЕНТ.РФ", "xn--d1abbgf6aiiy.xn--p1ai"),
        ("παράδειγμα.δοκιμή", "xn--hxajbheg2az3al.xn--jxalpdlp"),
        ("ΠΑΡΆΔΕΙΓΜΑ.ΔΟΚΙΜΉ", "xn--hxajbheg2az3al.xn--jxalpdlp"),
        ("例子.测试", "xn--fsqu00a.xn--0zwm56d"),
        ("例え.テスト", "xn--r8jz45g.xn--zckzah"),
        ("실례.테스트", "xn--9n2bp8q.xn--9t4b11yi5a"),
        ("مثال.إختبار", "xn--mgbh0fb.xn--kgbechtv"),
        ("उदाहरण.परीक्षा", "xn--p1b6ci4b4b3a.xn--11b5bs3a9aj6g"),
        ("உதாரணம்.பரிட்சை", "xn--zkc6cc5bi7f6e.xn--hlcj6aya9esc7a"),
        ("දිවයින.lk", "xn--p0ce0ax3gc.lk"),
        ("ตัวอย่าง.ไทย", "xn--72c1a1bt4awk9o.xn--o3cw4h"),
        ("i❤.ws", ""),
    ] {
        let stored = (!stored.is_empty()).then_some(stored);
        assert_eq!(domain(typed).ok().as_deref(), stored, "{typed:?}");
    }
}

#[test]
fn what_input_methods_make_of_ascii_is_read_as_ascii() {
    for typed in [
        "ｇｍａｉｌ.com",
        "GMAIL．com",
        "gmail。com",
        "ｇｍａｉｌ｡ｃｏｍ",
    ] {
        assert_eq!(domain(typed).as_deref(), Ok("gmail.com"), "{typed:?}");
    }
}

#[test]
fn nothing_typed_in_other_characters_becomes_punycode_or_has_hyphens_at_its_ends() {
    for typed in [
        "ab－－c.com",
        "ｘｎ－－bcher-kva.de",
        "xn--bücher.de",
        "ab--é.fr",
        "－a.com",
        "a－.com",
        "é-.fr",
        "-é.fr",
        "a.－.com",
    ] {
        assert_eq!(domain(typed), Err(EmailError::Domain), "{typed:?}");
    }
}

#[test]
fn symbols_and_lone_diacritics_make_no_domain() {
    for typed in [
        "bu\u{308}cher.de",
        "franc\u{327}aise.fr",
        "a©.com",
        "a\u{fffd}.com",
        "⒈a.com",
        "①.com",
        "x².com",
        "1ª.com",
        "ﬁn.com",
        "𝐠mail.com",
        "Ⅷ.com",
        "a·b.com",
        "a×b.com",
        "a’b.com",
        "a–b.com",
        "a\u{37e}.com",
        "a\u{1fef}.com",
        "a\u{e000}.com",
        "☃.net",
        "😀.ws",
        "ｶﾞ.jp",
        "\u{1100}\u{1161}.kr",
        "İstanbul.com",
    ] {
        assert_eq!(domain(typed), Err(EmailError::Domain), "{typed:?}");
    }
}

#[test]
fn lengths_count_what_is_stored() {
    let label = |ascii| format!("é{}.fr", "a".repeat(ascii));
    let stored = domain(&label(55)).unwrap();
    assert_eq!(stored.find('.'), Some(63));
    assert_eq!(domain(&label(56)), Err(EmailError::Domain));
    assert_eq!(
        domain(&format!("{}.jp", "漢字".repeat(100))),
        Err(EmailError::Domain)
    );
    let long = "漢字かな交じり文.".repeat(13);
    assert!(long.chars().count() < 150);
    assert_eq!(domain(&format!("{long}jp")), Err(EmailError::TooLong));
}

#[test]
fn capitals_of_european_scripts_are_their_small_letters() {
    let scripts = [
        '\u{c0}'..='\u{17e}',
        '\u{386}'..='\u{3ce}',
        '\u{400}'..='\u{52f}',
        '\u{531}'..='\u{586}',
        '\u{1e00}'..='\u{1eff}',
    ];
    for c in scripts.into_iter().flatten() {
        let small: String = c.to_lowercase().collect();
        let [upper, lower] = [c.to_string(), small].map(|label| domain(&format!("x{label}.eu")));
        if let Ok(upper) = upper {
            assert_eq!(Ok(upper), lower, "{c}");
        }
    }
}
