//! The look of the window: the tokens as the toolkit's style.

use std::sync::Arc;

use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Shadow,
    Stroke, Style, TextStyle, Theme, ThemePreference, Ui, Vec2, Visuals,
};

use crate::export::fonts::Face;
use crate::frame::prefs::ThemeChoice;
use crate::tokens::{DARK, LIGHT, Palette, Rgb, screen};

/// See [`Palette`].
#[derive(Debug, Clone, Copy)]
pub struct Colours {
    pub ground: Color32,
    pub panel: Color32,
    pub text: Color32,
    pub muted: Color32,
    pub line: Color32,
    pub edge: Color32,
    pub hover: Color32,
    pub accent: Color32,
    pub on_accent: Color32,
    pub chosen: Color32,
    pub good: Color32,
    pub caution: Color32,
    pub bad: Color32,
}

impl From<Palette> for Colours {
    fn from(palette: Palette) -> Self {
        Self {
            ground: colour(palette.ground),
            panel: colour(palette.panel),
            text: colour(palette.text),
            muted: colour(palette.muted),
            line: colour(palette.line),
            edge: colour(palette.edge),
            hover: colour(palette.hover),
            accent: colour(palette.accent),
            on_accent: colour(palette.on_accent),
            chosen: colour(palette.chosen),
            good: colour(palette.good),
            caution: colour(palette.caution),
            bad: colour(palette.bad),
        }
    }
}

fn colour(Rgb(red, green, blue): Rgb) -> Color32 {
    Color32::from_rgb(red, green, blue)
}

pub fn colours(ui: &Ui) -> Colours {
    Colours::from(if ui.visuals().dark_mode { DARK } else { LIGHT })
}

/// For headings and what was chosen.
fn semibold() -> FontFamily {
    FontFamily::Name("semibold".into())
}

/// Text styles, by use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    Label,
    Body,
    /// Running text that matters more.
    Strong,
    /// Prompts in lists, headings of cards.
    List,
    Prompt,
    /// The prompt above code.
    Lead,
    Heading,
    Clock,
    /// The one figure of a report.
    Figure,
    /// What to listen for.
    Point,
    Code,
}

impl Type {
    pub fn font(self) -> FontId {
        match self {
            Self::Label => FontId::new(screen::LABEL, FontFamily::Proportional),
            Self::Body => FontId::new(screen::BODY, FontFamily::Proportional),
            Self::Strong => FontId::new(screen::BODY, semibold()),
            Self::List => FontId::new(screen::LIST, semibold()),
            Self::Prompt => FontId::new(screen::PROMPT, semibold()),
            Self::Lead => FontId::new(screen::LEAD, semibold()),
            Self::Heading => FontId::new(screen::HEADING, semibold()),
            Self::Clock => FontId::new(screen::CLOCK, semibold()),
            Self::Figure => FontId::new(screen::FIGURE, semibold()),
            Self::Point => FontId::new(screen::POINT, FontFamily::Proportional),
            Self::Code => FontId::new(screen::CODE, FontFamily::Monospace),
        }
    }
}

/// Fonts, both themes and quiet habits: nothing blinks, nothing moves by itself.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts());
    for (theme, palette) in [(Theme::Light, LIGHT), (Theme::Dark, DARK)] {
        ctx.set_style_of(theme, style(theme, palette));
    }
    ctx.options_mut(|options| {
        // The table of commands has both.
        options.zoom_with_keyboard = false;
        options.quit_shortcuts.clear();
        options.fallback_theme = Theme::Light;
    });
}

/// Light or dark, and the size of everything; changes only what differs.
pub fn apply(ctx: &Context, choice: ThemeChoice, scale_percent: u16) {
    let wanted = match choice {
        ThemeChoice::System => ThemePreference::System,
        ThemeChoice::Light => ThemePreference::Light,
        ThemeChoice::Dark => ThemePreference::Dark,
    };
    if ctx.options(|options| options.theme_preference) != wanted {
        ctx.set_theme(wanted);
    }
    let zoom = f32::from(scale_percent) / 100.0;
    if (ctx.zoom_factor() - zoom).abs() > f32::EPSILON {
        ctx.set_zoom_factor(zoom);
    }
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for face in Face::ALL {
        let data = FontData::from_static(face.bytes());
        fonts.font_data.insert(face.name().to_owned(), Arc::new(data));
    }
    let wide = Face::Wide.name().to_owned();
    for (family, face) in [
        (FontFamily::Proportional, Face::Regular),
        (semibold(), Face::SemiBold),
        (FontFamily::Monospace, Face::Mono),
    ] {
        fonts.families.insert(family, vec![face.name().to_owned(), wide.clone()]);
    }
    fonts
}

fn style(theme: Theme, palette: Palette) -> Style {
    let mut style = Style { visuals: visuals(theme, palette.into()), ..Style::default() };
    style.text_styles = [
        (TextStyle::Small, Type::Label.font()),
        (TextStyle::Body, Type::Body.font()),
        (TextStyle::Button, Type::Body.font()),
        (TextStyle::Heading, Type::Heading.font()),
        (TextStyle::Monospace, Type::Code.font()),
    ]
    .into();
    style.animation_time = 0.0;
    style.scroll_animation = egui::style::ScrollAnimation::none();
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.3;
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::splat(screen::STEP * 2.0);
    spacing.button_padding = Vec2::new(10.0, 4.0);
    spacing.interact_size = Vec2::new(screen::CONTROL, screen::CONTROL);
    spacing.icon_width = 18.0;
    spacing.icon_width_inner = 10.0;
    spacing.icon_spacing = 6.0;
    spacing.text_edit_width = 320.0;
    spacing.window_margin = Margin::same(16);
    spacing.menu_margin = Margin::same(6);
    spacing.tooltip_width = 420.0;
    // A handle that is always there, in a strip of its own: the colour of text thinned to a grey
    // that still stands out.
    let scroll = &mut spacing.scroll;
    *scroll = egui::style::ScrollStyle::thin();
    scroll.foreground_color = true;
    scroll.bar_width = 8.0;
    scroll.floating_width = 5.0;
    scroll.floating_allocated_width = 10.0;
    scroll.dormant_background_opacity = 0.0;
    scroll.dormant_handle_opacity = 0.5;
    scroll.active_handle_opacity = 0.6;
    scroll.interact_handle_opacity = 0.8;
    style
}

fn visuals(theme: Theme, colours: Colours) -> Visuals {
    let mut visuals = match theme {
        Theme::Light => Visuals::light(),
        Theme::Dark => Visuals::dark(),
    };
    let radius = CornerRadius::same(screen::RADIUS);
    let text = |width| Stroke::new(width, colours.text);
    let widgets = &mut visuals.widgets;
    for (widget, fill, edge) in [
        (&mut widgets.noninteractive, colours.panel, Stroke::new(1.0, colours.line)),
        (&mut widgets.inactive, colours.panel, Stroke::new(1.0, colours.edge)),
        (&mut widgets.hovered, colours.hover, Stroke::new(1.0, colours.text)),
        // Focused, or pressed: the ring.
        (&mut widgets.active, colours.hover, Stroke::new(2.0, colours.accent)),
        (&mut widgets.open, colours.hover, Stroke::new(1.0, colours.edge)),
    ] {
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.bg_stroke = edge;
        widget.fg_stroke = text(1.5);
        widget.corner_radius = radius;
        widget.expansion = 0.0;
    }
    visuals.widgets.noninteractive.fg_stroke = text(1.0);
    visuals.weak_text_color = Some(colours.muted);
    visuals.selection.bg_fill = colours.chosen;
    visuals.selection.stroke = Stroke::new(2.0, colours.accent);
    visuals.hyperlink_color = colours.accent;
    visuals.faint_bg_color = colours.hover;
    visuals.extreme_bg_color = colours.panel;
    visuals.code_bg_color = colours.hover;
    visuals.warn_fg_color = colours.caution;
    visuals.error_fg_color = colours.bad;
    visuals.window_fill = colours.panel;
    visuals.window_stroke = Stroke::new(1.0, colours.edge);
    visuals.window_corner_radius = radius;
    visuals.window_shadow = Shadow::NONE;
    visuals.popup_shadow = Shadow::NONE;
    visuals.menu_corner_radius = radius;
    visuals.panel_fill = colours.ground;
    visuals.text_cursor.blink = false;
    visuals.text_cursor.stroke = Stroke::new(2.0, colours.accent);
    visuals.disabled_alpha = 0.55;
    visuals
}
