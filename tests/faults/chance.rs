//! Random numbers that a seed repeats (SplitMix64, Steele, Lea and Flood 2014).

pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A sequence of its own for each round, so that one round can be understood alone.
    pub fn of_round(seed: u64, round: u64) -> Self {
        let mut chance = Self(seed ^ round.wrapping_mul(0xD134_2543_DE82_EF95));
        Self(chance.next())
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// A number below `end`; 0 where there is none.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % (end as u64).max(1)).unwrap()
    }

    /// True once in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }
}

/// The seed that is asked for, or one of this moment.
pub fn seed() -> u64 {
    match std::env::var("PLUMBLINE_SEED") {
        Ok(seed) => seed.parse().expect("PLUMBLINE_SEED is a number"),
        Err(_) => {
            let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
            Chance::new(now.as_nanos() as u64).next() % 1_000_000
        }
    }
}
