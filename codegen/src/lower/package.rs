//! What the manifest says: `name`, `version` and `license` of `info.x-rust-crate`, else defaults.

use super::words::words;
use super::{Lowering, docs};
use crate::ir::Package;
use crate::pointer::At;

impl Lowering<'_> {
    /// `info.x-rust-crate`.
    pub(super) fn package_settings(&mut self) -> Settings {
        let info = &self.openapi.info;
        let at = At::ROOT.key("info");
        let settings =
            info.extensions.get("x-rust-crate").and_then(|value| self.object_extension(value, "x-rust-crate", &at));
        let mut setting = |key: &'static str, expected: &str, test: fn(&str) -> bool| {
            let value = settings?.get(key)?;
            let text = value.as_str().filter(|text| test(text)).map(str::to_owned);
            if text.is_none() {
                let at = at.key("x-rust-crate");
                self.malformed_extension(key, expected, value, &at);
            }
            text
        };
        Settings {
            name: setting("name", "a package name (letters, digits, `-` and `_`)", is_package_name),
            version: setting("version", "a semantic version, like 1.2.3", is_version),
            license: setting("license", "an SPDX expression", is_license),
        }
    }
}

/// What the document itself says of the crate.
#[derive(Debug, Clone, Default)]
pub(super) struct Settings {
    pub(super) name: Option<String>,
    pub(super) version: Option<String>,
    pub(super) license: Option<String>,
}

impl Settings {
    /// With defaults for what is not said: the title, `0.1.0`, no licence. `name` goes before what is said.
    pub(super) fn package(&self, name: Option<&str>, title: &str) -> Package {
        let title = docs::one_line(title);
        let name = name.map(str::to_owned).or_else(|| self.name.clone());
        Package {
            name: name.unwrap_or_else(|| words(&title).join("-")),
            version: self.version.clone().unwrap_or_else(|| "0.1.0".to_owned()),
            license: self.license.clone(),
            description: if title.is_empty() { "An API client".to_owned() } else { format!("A client for {title}") },
        }
    }
}

/// What cargo accepts, and no more.
pub(crate) fn is_package_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        && name.len() <= 64
}

fn is_version(version: &str) -> bool {
    let core = version.split(['-', '+']).next().unwrap_or_default();
    let numbers: Vec<&str> = core.split('.').collect();
    let number = |text: &&str| text.parse::<u64>().is_ok() && (text.len() == 1 || !text.starts_with('0'));
    numbers.len() == 3
        && numbers.iter().all(number)
        && version.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-+".contains(&byte))
}

fn is_license(license: &str) -> bool {
    !license.is_empty() && license.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" .-+()".contains(&byte))
}
