//! What the codes of a font stand for.

use std::fmt::Write as _;

/// What each code stands for, as the program that a reader runs (ISO 32000-2, 9.10.3).
pub fn to_unicode<'a>(texts: impl Iterator<Item = (u16, &'a str)>) -> String {
    /// No more may stand between one pair of operators.
    const BLOCK: usize = 100;
    let texts: Vec<_> = texts.filter(|(_, text)| !text.is_empty()).collect();
    let mut program = HEAD.to_owned();
    for block in texts.chunks(BLOCK) {
        let _ = writeln!(program, "{} beginbfchar", block.len());
        for (code, text) in block {
            let _ = write!(program, "<{code:04X}> <");
            for unit in text.encode_utf16() {
                let _ = write!(program, "{unit:04X}");
            }
            program.push_str(">\n");
        }
        program.push_str("endbfchar\n");
    }
    program + TAIL
}

const HEAD: &str = "/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
";

const TAIL: &str = "endcmap
CMapName currentdict /CMap defineresource pop
end
end
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glyph_may_stand_for_letters_beyond_the_first_plane_and_for_several() {
        let program = to_unicode([(1, "ﬁ"), (2, "fi"), (3, ""), (4, "𝄞")].into_iter());
        assert!(program.contains("3 beginbfchar\n<0001> <FB01>\n<0002> <00660069>\n"));
        assert!(program.contains("<0004> <D834DD1E>\nendbfchar"));
    }
}
