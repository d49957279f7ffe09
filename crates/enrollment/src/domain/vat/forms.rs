//! How each number is written, as VIES lists them for VAT numbers, and the rule of each form.

use super::{
    VatError,
    check::{Rule, holds},
};

/// Whether prefix and number have a form of the prefix's country, and whether a rule of that form holds.
pub(in crate::domain) fn judge(number: &str) -> Result<(), VatError> {
    let digits = number.get(2..).unwrap_or_default();
    let mut reason = VatError::UnknownCountry;
    let mut words = FORMS.split_whitespace();
    while let Some(pattern) = words.next() {
        let rule = Rule::read(&mut words);
        if pattern.get(..2) != number.get(..2) {
            continue;
        }
        if fits(pattern, number) && rule.allows(digits) {
            if holds(rule, digits) {
                return Ok(());
            }
            reason = VatError::CheckDigits;
        } else {
            reason = match reason {
                VatError::CheckDigits => reason,
                VatError::Format { pattern: other }
                    if other.len() == number.len() || pattern.len() != number.len() =>
                {
                    reason
                }
                _ => VatError::Format { pattern },
            };
        }
    }
    Err(reason)
}

/// Whether each character can stand where it stands. Romania leaves out leading zeros.
fn fits(pattern: &str, number: &str) -> bool {
    let shorter = number.len() < pattern.len() && number.len() > 3 && pattern.starts_with("RO");
    (shorter || number.len() == pattern.len())
        && number.bytes().zip(pattern.bytes()).all(|(byte, class)| {
            let (letter, digit) = (byte.is_ascii_uppercase(), byte.is_ascii_digit());
            match class {
                b'9' => digit,
                b'L' => letter,
                b'X' => letter || digit,
                itself => byte == itself,
            }
        })
}

/// Pattern, then the four words of a [`Rule`]. Numbers that are not for VAT have a prefix in small letters.
const FORMS: &str = "\
ATU99999999 l . 01212121 6543210987
BE0999999999 e . . .
BE1999999999 e . . .
BG999999999 d . 123456783456789: 01234567890
BG9999999999 g . 2485:9736 01234567890
BG9999999999 a . 197319731 0123456789
BG9999999999 a . 432765432 0-987654321
CHE999999999 a . 054327654 0-987654321
CHE999999999MWST a . 054327654 0-987654321
CHE999999999TVA a . 054327654 0-987654321
CHE999999999IVA a . 054327654 0-987654321
CHE999999999TPV a . 054327654 0-987654321
CY99999999L y . . ABCDEFGHIJKLMNOPQRSTUVWXYZ
CZ99999999 a 012345678 8765432 10987654321
CZ999999999 a 6 08765432 89012345678
CZ999999999 q 01234589 . .
CZ9999999999 r . 1:1:1:1:1 01234567890
DE999999999 h 123456789 . .
DK99999999 a 123456789 2765432 0-987654321
EE999999999 a . 37137137 0987654321
EL999999999 a . 379:5842 01234567890
ESX9999999X l ABCDEFGHJNPQRSUVW 02121212 0987654321
ESX9999999X l ABCDEFGHJNPQRSUVW 02121212 JIHGFEDCBA
ESX9999999L a 0123456789 >6CB;8:1 TRWAGMYFPDXBNJZSQVHLCKE
ESX9999999L a XYZ >6CB;8:1 SQVHLCKETRWAGMYFPDXBNJZ
ESX9999999L a KLM 06CB;8:1 TRWAGMYFPDXBNJZSQVHLCKE
EU999999999 . . . .
FI99999999 a . 79:5842 0-987654321
FRXX999999999 f . 0012121212 0987654321
GB999999999 p . . .
GB999999999999 p . . .
GBGD999 v . . .
GBHA999 v . . .
HR99999999999 h . . .
HU99999999 a . 9731973 0987654321
IE9999999L a . 8765432 WABCDEFGHIJKLMNOPQRSTUV
IE9999999LL i . 876543209 QRSTUVWABCDEFGHIJKLMNOP
IE9L99999L a . 2076543 WABCDEFGHIJKLMNOPQRSTUV
IE9+99999L a . 2076543 WABCDEFGHIJKLMNOPQRSTUV
IE9*99999L a . 2076543 WABCDEFGHIJKLMNOPQRSTUV
IT99999999999 t . 1212121212 0987654321
LT999999919 d . 1234567834567891 01234567890
LT999999999919 d . 1234567891234567891234 01234567890
LU99999999 o . . .
LV99999999999 a 456789 91483:2576 3210-987654
LV99999999999 x 0123 :584216379 12345678900
MT99999999 m 123456789 . .
NL999999999B99 n . 98765432 0123456789-
NO999999999 a . 32765432 0-987654321
NO999999999MVA a . 32765432 0-987654321
PL9999999999 a . 657234567 0123456789-
PT999999999 a 123456789 98765432 00987654321
RO9999999999 a 123456789 753217532 00987654321
RS999999999 h . . .
SE999999999901 l . 212121212 0987654321
SI99999999 a 123456789 8765432 -0987654321
SK9999999999 s 123456789 :1:1:1:1: 0-987654321
SK9999999999 r . 1:1:1:1:1 01234567890
XI999999999 p . . .
XI999999999999 p . . .
XIGD999 v . . .
XIHA999 v . . .
bs999999999 a . 98765432 0123456789-
ciX9999999X l ABCDEFGHJNPQRSUVW 02121212 0987654321
ciX9999999X l ABCDEFGHJNPQRSUVW 02121212 JIHGFEDCBA
kv99999999 . . . .
si999999999 l . 12121212 0987654321
sn9999999999 . . . .
sn99999999999 . . . .
sn1099099999999 . . . .
sn1199099999999 . . . .
sn2199099999999 . . . .
sn2299099999999 . . . .
sn2399099999999 . . . .
sn2499099999999 . . . .
sn2699099999999 . . . .
sn2799099999999 . . . .
sn2899099999999 . . . .
sn3099099999999 . . . .
sn3199099999999 . . . .
sn3299099999999 . . . .
sn4099099999999 . . . .
sn4199099999999 . . . .
sn5999099999999 . . . .
sn9999099999999 . 9 . .
st99999999999999 u . 2121212121212 0987654321";
