fn main() {
    for line in std::io::stdin().lines() {
        let line = line.expect("a line");
        let (index, json) = line.split_once(' ').expect("two parts");
        match READERS[index.parse::<usize>().expect("a number")](json) {
            Ok(json) => println!("+{json}"),
            Err(error) => println!("-{}", error.replace('\n', " ")),
        }
    }
}

fn again<T: Read + Write>(json: &str) -> Result<String, String> {
    let value: T = from_json(json).map_err(|error| error.to_string())?;
    Ok(to_json(&value))
}

