//! Whole numbers as text, without the formatting of the standard library: that costs a browser kilobytes, so the widget ships none.

use alloc::string::String;

/// The number in decimal digits.
#[must_use]
pub fn decimal(number: u64) -> String {
    let mut text = if number < 10 {
        String::new()
    } else {
        decimal(number / 10)
    };
    text.extend(u8::try_from(number % 10).map(|digit| char::from(b'0' + digit)));
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn every_number_is_written_as_the_standard_library_writes_it() {
        for number in [0, 1, 9, 10, 42, 100, 1_234_567_890, u64::MAX] {
            assert_eq!(decimal(number), number.to_string());
        }
    }
}
