use enrollment::domain::{Email, email::EmailError};

fn suggestion(domain: &str) -> Result<Option<String>, EmailError> {
    let email: Email = format!("Marie@{domain}").parse()?;
    let Some(meant) = email.suggestion() else {
        return Ok(None);
    };
    assert_eq!(meant.as_str().parse(), Ok(meant.clone()));
    Ok(meant.as_str().strip_prefix("Marie@").map(Into::into))
}

#[test]
fn one_slip_in_a_well_known_domain_is_seen() {
    for (typed, meant) in [
        ("gmial.com", "gmail.com"),
        ("gmal.com", "gmail.com"),
        ("gmaill.com", "gmail.com"),
        ("gnail.com", "gmail.com"),
        ("GMIAL.com", "gmail.com"),
        ("ggmail.com", "gmail.com"),
        ("gmail.con", "gmail.com"),
        ("gmail.cm", "gmail.com"),
        ("gmail.co", "gmail.com"),
        ("gmail.comm", "gmail.com"),
        ("gmail.ocm", "gmail.com"),
        ("hotmai.com", "hotmail.com"),
        ("hotmial.fr", "hotmail.fr"),
        ("homtail.co.uk", "hotmail.co.uk"),
        ("hotmail.couk", "hotmail.co.uk"),
        ("outlok.com", "outlook.com"),
        ("outloook.de", "outlook.de"),
        ("yaho.es", "yahoo.es"),
        ("icloud.vom", "icloud.com"),
        ("ornage.fr", "orange.fr"),
        ("orange.ft", "orange.fr"),
        ("wanado.fr", "wanadoo.fr"),
        ("laposte.ent", "laposte.net"),
        ("free.fre", "free.fr"),
        ("rfee.fr", "free.fr"),
        ("gmx.ed", "gmx.de"),
        ("wbe.de", "web.de"),
        ("t-onlin.de", "t-online.de"),
        ("tonline.de", "t-online.de"),
        ("telnet.be", "telenet.be"),
        ("zigo.nl", "ziggo.nl"),
        ("liber.it", "libero.it"),
        ("bluewim.ch", "bluewin.ch"),
        ("protonmail.cim", "protonmail.com"),
    ] {
        assert_eq!(suggestion(typed), Ok(Some(meant.into())), "{typed}");
    }
}

#[test]
fn well_known_domains_and_their_real_neighbours_are_left_alone() {
    for domain in [
        "gmail.com",
        "mail.com",
        "email.com",
        "ymail.com",
        "live.nl",
        "live.be",
        "live.no",
        "gmx.de",
        "gmx.at",
        "gmx.ch",
        "gmx.net",
        "gmx.com",
        "hotmail.es",
        "hotmail.se",
        "hotmail.be",
        "hotmail.it",
        "hotmail.dk",
        "hotmail.com.br",
        "outlook.dk",
        "yahoo.ca",
        "yahoo.co.jp",
        "yahoo.co.il",
        "orange.es",
        "orange.be",
        "web.dk",
        "yahoo.eu",
        "pt.lv",
    ] {
        assert_eq!(suggestion(domain), Ok(None), "{domain}");
    }
}

#[test]
fn domains_that_only_look_like_short_names_are_left_alone() {
    for domain in [
        "tree.fr",
        "fred.fr",
        "fre.fr",
        "frees.fr",
        "sfri.fr",
        "wet.de",
        "we.de",
        "weby.de",
        "gmy.de",
        "love.com",
        "lives.com",
        "men.com",
        "main.com",
        "sly.com",
        "skye.com",
        "col.com",
        "bbx.fr",
    ] {
        assert_eq!(suggestion(domain), Ok(None), "{domain}");
    }
}

#[test]
fn more_than_one_slip_is_no_slip() {
    for domain in [
        "example.org",
        "gmial.con",
        "gmil.co",
        "boulangerie-durand.fr",
        "gmail.com.example",
        "mygmail.com",
        "outlook.office.com",
        "gmail.fr",
        "gmail.de",
        "a.co",
        "xn--gmil-6na.com",
    ] {
        assert_eq!(suggestion(domain), Ok(None), "{domain}");
    }
}
