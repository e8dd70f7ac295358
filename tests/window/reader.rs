//! What the window says, as a screen reader hears it: over AT-SPI, on a bus of its own.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;
use zbus::zvariant::{DynamicType, OwnedObjectPath, OwnedValue, Value};

use super::desk::{Helper, wait_until};

/// Whose it is, and where: how AT-SPI names one thing in a window.
type Address = (String, OwnedObjectPath);

/// In AT-SPI's list of states.
const FOCUSED: u32 = 12;
/// Places on the display, not in the window.
const ON_DISPLAY: u32 = 0;

/// A thing in the window.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub name: String,
    at: Address,
}

/// Where a thing is on the display.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    pub left: i32,
    pub top: i32,
    pub width: i32,
    pub height: i32,
}

pub struct Reader {
    bus: Connection,
    address: String,
    _daemon: Helper,
}

impl Reader {
    /// Its files lie in `home`.
    pub fn start(home: &Path, display: &str) -> Self {
        let runtime = home.join("run");
        fs::create_dir(&runtime).unwrap();
        let mut daemon = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--nopidfile", "--print-address"])
            .arg(format!("--address=unix:dir={}", runtime.display()))
            .env("HOME", home)
            .env("XDG_RUNTIME_DIR", &runtime)
            .env("DISPLAY", display)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon");
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let daemon = Helper(daemon);
        let address = address.trim().to_owned();
        let session = Builder::address(address.as_str()).unwrap().build().unwrap();
        // A program tells nothing before somebody listens.
        let on = ("org.a11y.Status", "IsEnabled", Value::from(true));
        let properties = Some("org.freedesktop.DBus.Properties");
        let status = Some("org.a11y.Bus");
        session.call_method(status, "/org/a11y/bus", properties, "Set", &on).unwrap();
        let found = session.call_method(status, "/org/a11y/bus", status, "GetAddress", &());
        let found: String = found.unwrap().body().deserialize().unwrap();
        let bus = Builder::address(found.as_str()).unwrap().build().unwrap();
        Self { bus, address, _daemon: daemon }
    }

    /// Of the bus that the program is to use.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// `None` where the thing went meanwhile.
    fn ask<T>(
        &self,
        at: &Address,
        interface: &str,
        method: &str,
        about: &(impl serde::Serialize + DynamicType),
    ) -> Option<T>
    where
        T: serde::de::DeserializeOwned + zbus::zvariant::Type,
    {
        let (owner, path) = (at.0.as_str(), &at.1);
        let reply = self.bus.call_method(Some(owner), path, Some(interface), method, about);
        reply.ok()?.body().deserialize().ok()
    }

    fn ask_node<T>(&self, at: &Address, method: &str) -> Option<T>
    where
        T: serde::de::DeserializeOwned + zbus::zvariant::Type,
    {
        self.ask(at, "org.a11y.atspi.Accessible", method, &())
    }

    /// Everything in the window that has a name, from top to bottom.
    pub fn nodes(&self) -> Vec<Node> {
        let root = OwnedObjectPath::try_from("/org/a11y/atspi/accessible/root").unwrap();
        let mut waiting = vec![("org.a11y.atspi.Registry".to_owned(), root)];
        let mut nodes = Vec::new();
        while let Some(at) = waiting.pop() {
            let about = ("org.a11y.atspi.Accessible", "Name");
            let name = self.ask(&at, "org.freedesktop.DBus.Properties", "Get", &about);
            let name = name.and_then(|name: OwnedValue| String::try_from(name).ok());
            let children: Option<Vec<Address>> = self.ask_node(&at, "GetChildren");
            waiting.extend(children.unwrap_or_default().into_iter().rev());
            nodes.extend(name.filter(|name| !name.is_empty()).map(|name| Node { name, at }));
        }
        nodes
    }

    pub fn find(&self, is_meant: impl Fn(&str) -> bool) -> Option<Node> {
        self.nodes().into_iter().find(|node| is_meant(&node.name))
    }

    pub fn says(&self, words: &str) -> bool {
        self.find(|name| name.contains(words)).is_some()
    }

    pub fn wait_for(&self, words: &str) {
        wait_until(&format!("the window says {words:?}"), || self.says(words));
    }

    pub fn wait_until_gone(&self, words: &str) {
        wait_until(&format!("the window no longer says {words:?}"), || !self.says(words));
    }

    /// What is written in a field.
    pub fn text(&self, node: &Node) -> Option<String> {
        self.ask(&node.at, "org.a11y.atspi.Text", "GetText", &(0_i32, -1_i32))
    }

    pub fn place(&self, node: &Node) -> Option<Place> {
        let place = self.ask(&node.at, "org.a11y.atspi.Component", "GetExtents", &ON_DISPLAY);
        let (left, top, width, height) = place?;
        Some(Place { left, top, width, height })
    }

    /// What has the focus.
    pub fn focused(&self) -> Option<Node> {
        let has_focus = |node: &Node| {
            let states: Option<Vec<u32>> = self.ask_node(&node.at, "GetState");
            states.is_some_and(|states| states.first().is_some_and(|it| it >> FOCUSED & 1 == 1))
        };
        self.nodes().into_iter().find(has_focus)
    }
}
