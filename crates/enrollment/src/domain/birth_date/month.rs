//! Names of months.

use crate::domain::text;

/// The number of the month that a name means, in any case, with or without accents, cut after three letters or more.
/// `None` when it begins names of two months, as "jui" does in French.
pub(super) fn read(typed: &str) -> Option<u16> {
    let name = text::rewrite(typed, usize::MAX, text::fold);
    if name.len() < 3 {
        return None;
    }
    let mut meant = None;
    let mut month = 1;
    for known in NAMES.split(' ') {
        if known == "," {
            month += 1;
        } else if known.starts_with(name.as_str()) {
            if meant.is_some_and(|other| other != month) {
                return None;
            }
            meant = Some(month);
        }
    }
    meant
}

/// The names of the months in English, French, German (of Austria too), Spanish and Dutch, a comma after each month:
/// without accents, without names that begin another, with the abbreviations that begin none.
const NAMES: &str = "\
    january janvier januari janner jaenner jnr enero , \
    february fevrier februari feber febrero , \
    march mars marzo maerz mrz maart mrt , \
    april avril abril , \
    mayo mai mei , \
    june juin junio , \
    july juillet julio , \
    augustus aout agosto , \
    september septembre septiembre setiembre , \
    october octobre oktober octubre , \
    november novembre noviembre , \
    december decembre dezember diciembre";
