//! What people, other tabs and devices do, at any time and in any order.

use enrollment::{
    domain::address::AddressPart,
    draft::{Field, PersonField},
    flow::{Input, StageName},
};

use super::page::Page;
use crate::support::sample::{FORM, director};

/// What a borrower types where the lender asks for more.
const MORE: [(Field, &str); 8] = [
    (Field::LegalForm, "SARL"),
    (Field::Address(AddressPart::Line1), "1 rue de la Paix"),
    (Field::Address(AddressPart::PostalCode), "75002"),
    (Field::Address(AddressPart::City), "Paris"),
    (Field::Address(AddressPart::Country), "FRA"),
    (director(PersonField::Title), "Boss"),
    (director(PersonField::BirthCity), "Lyon"),
    (director(PersonField::BirthCountry), "FRA"),
];

const DAY: i64 = 86_400_000;

/// The next thing that happens.
pub(crate) fn act(page: &mut Page) {
    let wait = page.random.one_of([300, 5_000, 40_000]);
    let wait = page.random.below(wait) as u64;
    page.pass(wait);
    if page.random.below(4) == 0 {
        return disturb(page);
    }
    match page.stage() {
        StageName::Editing => edit(page),
        StageName::Ready | StageName::Requested => page.press(),
        StageName::Failed | StageName::Stalled | StageName::NoFunds | StageName::ActionRequired => {
            match page.random.below(8) {
                0 => page.other(Input::Reset),
                1 => {
                    page.world.enroll_elsewhere();
                    page.other(Input::ReadAgain);
                }
                _ => page.other(Input::Retried),
            }
        }
        _ => {
            let wait = page.random.one_of([1_000, 60_000, 2_000_000]);
            let wait = page.random.below(wait) as u64;
            page.pass(wait);
        }
    }
}

/// The page comes back into sight and the network back to life, and nobody does anything any more.
pub(crate) fn settle(page: &mut Page) {
    page.world.calm_down();
    page.other(Input::Visible(true));
    page.other(Input::Online(true));
    page.pass(4_000_000);
}

fn edit(page: &mut Page) {
    match page.random.below(16) {
        0 | 1 => page.add_director(),
        2 => page.remove_director(),
        3 => page.turn_owner(),
        _ => {}
    }
    if page.random.below(3) > 0 {
        name_others(page);
        for (field, text) in FORM {
            page.write(field, text);
        }
        let view = page.view();
        for (field, text) in MORE {
            if view.shows(field) {
                page.write(field, text);
            }
        }
    }
    if page.random.below(12) == 0 {
        page.world.enroll_elsewhere();
        return page.other(Input::ReadAgain);
    }
    if !page.view().consented && page.random.below(8) > 0 {
        page.tick(true);
    }
    page.submit();
}

/// The other directors, and who signs where that is somebody else.
fn name_others(page: &mut Page) {
    let view = page.view();
    let names = (1..view.directors).flat_map(|index| {
        [PersonField::FirstName, PersonField::LastName].map(|part| Field::Director(index, part))
    });
    let owner = [PersonField::FirstName, PersonField::LastName].map(Field::Owner);
    let names = names.chain(owner.into_iter().filter(|_| view.owner_is_apart));
    for field in names.collect::<Vec<_>>() {
        let name = page.random.one_of(["Anna", "Bruno", "Carole", "Denis"]);
        page.write(field, name);
    }
    if view.owner_is_apart {
        page.write(Field::Owner(PersonField::Email), "anna@mail.example");
    }
}

/// What nobody expects just now.
fn disturb(page: &mut Page) {
    match page.random.below(27) {
        0..=2 => page.other(Input::Visible(false)),
        3..=5 => page.other(Input::Visible(true)),
        6 => page.other(Input::Online(false)),
        7 | 8 => page.other(Input::Online(true)),
        9 => page.other(Input::ReadAgain),
        10 => page.other(Input::Thawed),
        11 => {
            let seed = page.random.below(1_000) as u64;
            page.load(seed);
        }
        12 if page.random.below(2) == 0 => page.other(Input::Reset),
        13 if page.random.below(3) == 0 => {
            let Page { world, random, .. } = page;
            world.change(random);
        }
        14 => page.tick(false),
        15 => page.untick(),
        16 => page.submit(),
        17 => page.press(),
        18 => {
            let (field, _) = page.random.one_of(FORM);
            page.write(field, "12 ab");
        }
        19 | 20 => page.configure(),
        21 | 22 => {
            page.world.enroll_elsewhere();
            page.other(Input::ReadAgain);
        }
        23 => page.add_director(),
        24 => page.remove_director(),
        25 => page.turn_owner(),
        _ => {
            let days = page.random.one_of([-DAY, DAY, 3_600_000, 0]);
            page.set_clock(days);
        }
    }
}
