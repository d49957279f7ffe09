//! Punycode, the ASCII spelling of labels in other scripts: RFC 3492.

use alloc::string::String;

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const FIRST_BIAS: u32 = 72;
const FIRST_CODE: u32 = 0x80;

/// Appends the A-label of a label in lower case. No sum overflows while the label has less than a thousand characters.
// Inlined into its one caller, it compresses worse.
#[inline(never)]
pub(super) fn push(out: &mut String, label: &str) {
    out.push_str("xn--");
    let mut handled = 0;
    for c in label.chars().filter(char::is_ascii) {
        out.push(c);
        handled += 1;
    }
    if handled > 0 {
        out.push('-');
    }
    let mut is_first = true;
    let (mut code, mut delta, mut bias) = (FIRST_CODE, 0, FIRST_BIAS);
    let codes = || label.chars().map(u32::from);
    while let Some(next) = codes().filter(|c| *c >= code).min() {
        delta += (next - code) * (handled + 1);
        for c in codes() {
            if c < next {
                delta += 1;
            } else if c == next {
                push_number(out, delta, bias);
                handled += 1;
                bias = adapted_bias(if is_first { delta / DAMP } else { delta / 2 }, handled);
                is_first = false;
                delta = 0;
            }
        }
        delta += 1;
        code = next + 1;
    }
}

/// Appends a number in digits of a base that changes from place to place, the least significant first.
fn push_number(out: &mut String, mut number: u32, bias: u32) {
    let mut place = BASE;
    loop {
        let threshold = place.saturating_sub(bias).clamp(T_MIN, T_MAX);
        if number < threshold {
            break;
        }
        let base = BASE - threshold;
        number -= threshold;
        push_digit(out, threshold + number % base);
        number /= base;
        place += BASE;
    }
    push_digit(out, number);
}

/// `a` to `z` for 0 to 25, `0` to `9` for 26 to 35.
fn push_digit(out: &mut String, digit: u32) {
    let code = if digit < 26 { digit + 97 } else { digit + 22 };
    out.extend(char::from_u32(code));
}

fn adapted_bias(mut delta: u32, handled: u32) -> u32 {
    delta += delta / handled.max(1);
    let mut places = 0;
    while delta > (BASE - T_MIN) * T_MAX / 2 {
        delta /= BASE - T_MIN;
        places += BASE;
    }
    places + (BASE - T_MIN + 1) * delta / (delta + SKEW)
}
