//! What a package depends on, by the lock file.

use std::collections::{BTreeMap, BTreeSet};

const HEAVY: [&str; 12] = [
    "async-std",
    "attohttpc",
    "curl",
    "futures-executor",
    "h2",
    "hyper",
    "isahc",
    "reqwest",
    "smol",
    "surf",
    "tokio",
    "ureq",
];

/// The HTTP clients and async runtimes that `package` depends on, directly or not.
pub(super) fn heavy(lock: &str, package: &str) -> Vec<String> {
    let packages = packages(lock);
    assert!(packages.contains_key(package), "{package} is not in the lock file");
    let mut seen = BTreeSet::new();
    let mut next = vec![package];
    while let Some(package) = next.pop() {
        if seen.insert(package) {
            next.extend(packages.get(package).into_iter().flatten());
        }
    }
    seen.into_iter().filter(|name| HEAVY.contains(name)).map(str::to_owned).collect()
}

/// Names to the names of what they depend on; several versions of one package count as one.
fn packages(lock: &str) -> BTreeMap<&str, Vec<&str>> {
    let mut packages: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for block in lock.split("[[package]]").skip(1) {
        let mut lines = block.lines();
        let name =
            lines.find_map(|line| line.strip_prefix("name = ")).expect("every package has a name").trim_matches('"');
        let listed = lines.skip_while(|line| *line != "dependencies = [").skip(1).take_while(|line| *line != "]");
        let names = listed.filter_map(|line| line.trim_matches([' ', '"', ',']).split(' ').next());
        packages.entry(name).or_default().extend(names);
    }
    packages
}
