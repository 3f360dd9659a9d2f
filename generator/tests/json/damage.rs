//! Texts damaged in ways that are the same on every run.

/// A small generator of numbers.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

/// What JSON and CSDL take as more than letters.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "\"",
    ",",
    ":",
    "@",
    "#",
    "$",
    "\\",
    "/",
    ".",
    "null",
    "true",
    "-1",
    "1e400",
    "\"$Kind\":1,",
    "\"$Type\":\"\",",
    "\"@a.b@c.d\":{},",
    "\"$Path\":[],",
    "\\ud800",
    "\u{1F600}",
];

/// Bytes changed, taken out, put in, or repeated somewhere.
pub(crate) fn damage(whole: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut damaged = whole.to_vec();
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(damaged.len());
        match numbers.below(5) {
            0 => damaged[at] ^= 1 << numbers.below(8),
            1 => drop(damaged.drain(at..(at + numbers.below(60)).min(damaged.len()))),
            2 | 3 => {
                let piece = PIECES[numbers.below(PIECES.len())];
                damaged.splice(at..at, piece.bytes());
            }
            _ => {
                let end = (at + 50).min(damaged.len());
                let piece = damaged[at..end].to_vec();
                let to = numbers.below(damaged.len());
                damaged.splice(to..to, piece);
            }
        }
        if damaged.is_empty() {
            damaged.push(b'{');
        }
    }
    damaged
}
