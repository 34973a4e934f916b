//! Paths of files, as references spell them.

/// The file that a reference names: `path`, relative to the folder of `from`, where both are relative to the folder of the
/// document. `.` and `..` are resolved as far as they can be without a look at the file system.
pub(super) fn join(from: &str, path: &str) -> String {
    if path.starts_with('/') {
        return path.to_owned();
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let root = if from.starts_with('/') { "/" } else { "" };
    format!("{root}{}", parts.join("/"))
}

/// Whether a reference leads to something that is no file: `https://…`, `urn:…`. Drives of Windows have one letter.
pub(super) fn is_foreign(reference: &str) -> bool {
    let scheme = reference.split_once(':').map_or("", |(scheme, _)| scheme);
    scheme.len() > 1 && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        || reference.starts_with("//")
}

/// The name of a file without folder and extension.
pub(super) fn stem(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or_default();
    file.split('.').find(|part| !part.is_empty()).unwrap_or(file)
}

#[cfg(test)]
mod tests {
    use super::{is_foreign, join, stem};

    #[test]
    fn paths_are_relative_to_the_file_that_they_stand_in() {
        for (from, path, expected) in [
            ("api.yaml", "./schemas/pet.yaml", "schemas/pet.yaml"),
            ("schemas/pet.yaml", "owner.yaml", "schemas/owner.yaml"),
            ("schemas/pet.yaml", "../api.yaml", "api.yaml"),
            ("api.yaml", "../common.yaml", "../common.yaml"),
            ("../common.yaml", "../x/./y.yaml", "../../x/y.yaml"),
            ("a/b/c.yaml", "../../../../d.yaml", "../../d.yaml"),
            ("api.yaml", "/etc/passwd", "/etc/passwd"),
            ("/etc/a.yaml", "../b.yaml", "/b.yaml"),
        ] {
            assert_eq!(join(from, path), expected, "{from} {path}");
        }
    }

    #[test]
    fn what_is_no_file() {
        for foreign in ["https://a.example/b.yaml", "urn:example:pet", "//a.example/b", "file:///etc/passwd"] {
            assert!(is_foreign(foreign), "{foreign}");
        }
        for file in ["./a.yaml", "a.yaml#/x:y", "C:/a.yaml", "a/b:c.yaml", "#/components/schemas/a:b"] {
            assert!(!is_foreign(file), "{file}");
        }
        assert_eq!(stem("schemas/pet.v1.yaml"), "pet");
        assert_eq!(stem("../.hidden.yaml"), "hidden");
    }
}
