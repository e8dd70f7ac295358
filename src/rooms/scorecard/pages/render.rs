//! From a PDF to pixels; the sole user of `hayro`. Without the window nothing is drawn.

use std::sync::Arc;

use super::Picture;

/// A file, open to be drawn.
pub struct Sheet {
    #[cfg(feature = "gui")]
    pdf: hayro::hayro_syntax::Pdf,
}

#[cfg(not(feature = "gui"))]
impl Sheet {
    pub fn open(_bytes: Arc<Vec<u8>>) -> Result<Self, String> {
        Err("this program was built without its window".to_owned())
    }

    pub fn sizes(&self) -> Vec<(f32, f32)> {
        Vec::new()
    }

    pub fn draw(&self, _page: usize, _width: u32) -> Result<Picture, String> {
        Err("this program was built without its window".to_owned())
    }
}

#[cfg(feature = "gui")]
impl Sheet {
    pub fn open(bytes: Arc<Vec<u8>>) -> Result<Self, String> {
        let open = || hayro::hayro_syntax::Pdf::new(bytes);
        match caught(open)? {
            Ok(pdf) => Ok(Self { pdf }),
            Err(error) => Err(format!("the file cannot be read: {error:?}")),
        }
    }

    /// Of each page, in points.
    pub fn sizes(&self) -> Vec<(f32, f32)> {
        self.pdf.pages().iter().map(|page| page.render_dimensions()).collect()
    }

    /// A page on white paper, so many pixels wide.
    pub fn draw(&self, page: usize, width: u32) -> Result<Picture, String> {
        caught(|| self.try_draw(page, width))?.ok_or_else(|| "there is no such page".to_owned())
    }

    fn try_draw(&self, page: usize, width: u32) -> Option<Picture> {
        use hayro::hayro_interpret::{InterpreterSettings, util::TransformExt};
        use hayro::kurbo::Affine;
        use hayro::vello_cpu::color::palette::css::WHITE;
        use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};

        let page = self.pdf.pages().get(page)?;
        let (points_wide, points_high) = page.render_dimensions();
        let scale = width as f32 / points_wide;
        let height = (points_high * scale).round().max(1.0);
        let [width, height] =
            [width as f32, height].map(|side| side.min(f32::from(u16::MAX)) as u16);
        let mut context = RenderContext::new(width, height);
        let to_pixels = Affine::scale(f64::from(scale)) * page.initial_transform(true).to_kurbo();
        // A cache never forgets, so each picture has one of its own: reading four small fonts again
        // costs less than glyphs of every zoom.
        let cache = hayro::RenderCache::new();
        let (fonts, quality) = (InterpreterSettings::default(), hayro::RenderSettings::default());
        hayro::render_into(page, &cache, &fonts, &quality, &mut context, to_pixels);
        context.flush();
        let mut pixels = Pixmap::new(width, height);
        let paper =
            RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..Default::default() };
        context.render_with(&mut pixels, &mut Resources::default(), paper);
        Some(Picture::new(u32::from(width), u32::from(height), pixels.data_as_u8_slice().to_vec()))
    }
}

/// A panic in the renderer costs the picture, not the thread.
#[cfg(feature = "gui")]
fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
    caught.map_err(|_| "the renderer gave up".to_owned())
}
