//! Colours that can be told apart, whatever a partner sets. `embed/contrast.js` reads them in the page and sets what is changed.

use enrollment::decimal::decimal;

/// Red, green and blue.
type Color = [u8; 3];

const WHITE: Color = [u8::MAX; 3];
const BLACK: Color = [0; 3];

/// What is read as text needs this contrast, as WCAG 2.2 has it, and lines that mark a control the other.
const OF_TEXT: f32 = 4.5;
const OF_LINES: f32 = 3.0;

/// What is read in the page, in this order: the surface and each of the [`COLORS`] but the page.
pub(crate) const READ: &str = "surface text muted accent problem border focus raised problem-surface success-surface on-accent accent-strong";

/// Each colour after the page and the surface, in the order of repair: what it is drawn towards until it can be seen, then what it is
/// seen with. `ink` is black or white, whichever the surface takes.
const COLORS: [&str; 12] = [
    "text ink surface",
    "page surface text",
    "muted text surface page",
    "accent text surface page",
    "problem text surface page",
    "border text surface page",
    "focus text surface page",
    "raised surface text muted accent focus",
    "problem-surface surface text accent problem focus",
    "success-surface surface text accent focus",
    "on-accent surface accent",
    "accent-strong accent on-accent surface",
];

/// What has to change, line by line: the name and the new colour with a tab between, and at last, alone, a word to the developer. `read`
/// is what the page shows: red, green and blue of the page and of each that is to be [`READ`], all with commas between.
pub(crate) fn legible(read: &str) -> String {
    let mut channels = read
        .split(',')
        .map(|channel| channel.parse().unwrap_or_default());
    let mut next = || [0; 3].map(|_: u8| channels.next().unwrap_or_default());
    let (page, surface) = (next(), next());
    let ink = if contrast(surface, WHITE) < OF_TEXT {
        BLACK
    } else {
        WHITE
    };
    let mut colors = vec![("page", page), ("surface", surface), ("ink", ink)];
    let (mut changes, mut said) = (String::new(), String::new());
    for line in COLORS {
        let mut words = line.split(' ');
        let mut word = || words.next().unwrap_or_default();
        let (name, target) = (word(), word());
        let own = if name == "page" { page } else { next() };
        let (mut color, mut eighths) = (own, 0);
        for other in words {
            let seen_with = color_of(&colors, other);
            let is_line = [name, other]
                .iter()
                .any(|name| ["border", "focus"].contains(name));
            let needed = if is_line { OF_LINES } else { OF_TEXT };
            if contrast(color, seen_with) < needed {
                note(&mut said, name, other, contrast(color, seen_with), needed);
            }
            while contrast(color, seen_with) < needed && eighths < 8 {
                eighths += if target == "text" { 1 } else { 8 };
                color = mixed(own, color_of(&colors, target), eighths);
            }
        }
        if eighths > 0 {
            changes.push_str(name);
            for (index, channel) in color.into_iter().enumerate() {
                changes.push(if index == 0 { '\t' } else { ' ' });
                changes.push_str(&decimal(channel.into()));
            }
            changes.push('\n');
        }
        colors.retain(|(known, _)| *known != name);
        colors.push((name, color));
    }
    changes + &said
}

fn color_of(colors: &[(&str, Color)], name: &str) -> Color {
    let found = colors.iter().find(|(known, _)| *known == name);
    found.map_or(BLACK, |(_, color)| *color)
}

/// As a screen mixes them.
fn mixed(from: Color, to: Color, eighths: u16) -> Color {
    let mut to = to.into_iter();
    from.map(|from| {
        let to = u16::from(to.next().unwrap_or_default());
        let sum = u16::from(from) * (8 - eighths) + to * eighths;
        u8::try_from((sum + 4) / 8).unwrap_or(u8::MAX)
    })
}

fn note(said: &mut String, name: &str, other: &str, found: f32, needed: f32) {
    for part in [
        if said.is_empty() { "" } else { "; " },
        title(name),
        name,
        ": ",
        &hundredths(found),
        ":1 with ",
        title(other),
        other,
        ", needs ",
        if needed < OF_TEXT { "3" } else { "4.5" },
        ":1",
    ] {
        said.push_str(part);
    }
}

fn title(name: &str) -> &'static str {
    if name == "page" {
        "the "
    } else {
        "--defacto-color-"
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a contrast is a number from 1 to 21"
)]
fn hundredths(ratio: f32) -> String {
    let rounded = (ratio * 100.0 + 0.5) as u64;
    let mut text = decimal(rounded / 100);
    text.push('.');
    text.push_str(&decimal(rounded / 10 % 10));
    text.push_str(&decimal(rounded % 10));
    text
}

/// As WCAG defines it.
fn contrast(one: Color, other: Color) -> f32 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

fn luminance(color: Color) -> f32 {
    let [red, green, blue] = color.map(|channel| {
        let channel = f32::from(channel) / 255.0;
        if channel <= 0.04045 {
            channel / 12.92
        } else {
            to_the_2_4((channel + 0.055) / 1.055)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// The square times its fifth root, by Newton's method: the standard library's power is larger than all the rest here.
fn to_the_2_4(base: f32) -> f32 {
    let square = base * base;
    let mut root = 1.0;
    for _ in 0..16 {
        let fourth: f32 = root * root * root * root;
        root -= (root * fourth - square) / (5.0 * fourth);
    }
    square * root
}
