//! The closed choices of the field: level, seniority and kind.

use serde::{Deserialize, Serialize};

macro_rules! choices {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $label:literal / $slug:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$vdoc])* $variant),+
        }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// As a person reads it.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }

            /// As RON, JSON and the hashes spell it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => stringify!($variant)),+ }
            }

            /// As the command line spells it.
            pub fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug),+ }
            }

            pub fn from_slug(slug: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|choice| choice.slug() == slug)
            }
        }
    };
}

choices! {
    /// How much a question asks of a candidate.
    Level {
        /// First months with the subject.
        Beginner = "Beginner" / "beginner",
        /// Works alone on ordinary tasks.
        Intermediate = "Intermediate" / "intermediate",
        /// Handles the hard cases.
        Advanced = "Advanced" / "advanced",
        /// Decides for a team.
        Expert = "Expert" / "expert",
        /// Shapes a whole system.
        SystemDesign = "System design" / "system-design",
    }
}

choices! {
    /// The role that an interview is held for.
    Seniority {
        Junior = "Junior" / "junior",
        Mid = "Mid" / "mid",
        Senior = "Senior" / "senior",
        SixYears = "6 years' experience" / "six-years",
        SystemDesign = "System design" / "system-design",
    }
}

choices! {
    /// What a question has the candidate do.
    Kind {
        /// Explains how something works.
        Knowledge = "Knowledge" / "knowledge",
        Coding = "Coding" / "coding",
        CodeReview = "Code review" / "code-review",
        Design = "Design" / "design",
        /// Says what to do in a described situation.
        Scenario = "Scenario" / "scenario",
        /// Tells of a real situation of the past.
        Behavioural = "Behavioural" / "behavioural",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slug_leads_back_to_its_choice() {
        for &seniority in Seniority::ALL {
            assert_eq!(Seniority::from_slug(seniority.slug()), Some(seniority));
        }
        assert_eq!(Seniority::from_slug("six-years"), Some(Seniority::SixYears));
        assert_eq!(Level::from_slug("Beginner"), None);
    }
}
