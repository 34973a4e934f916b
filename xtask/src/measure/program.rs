//! Writes the program that calls every operation of a generated crate once, from the signatures in its source: what a
//! user's code would make the compiler do, for either generator in the same form. It is compiled, never run.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use syn::{
    Fields, FnArg, GenericArgument, ImplItem, Item, PathArguments, Signature, Type, TypeImplTrait, TypeParamBound,
    Visibility,
};

use super::cargo::read;
use crate::failure::Failure;

#[derive(Debug)]
pub(super) struct Program {
    pub(super) text: String,
    pub(super) calls: usize,
}

/// One file for each group of operations, which are functions that take the client first.
pub(super) fn ours(groups: &[PathBuf]) -> Result<Program, Failure> {
    let mut calls = Vec::new();
    for path in groups {
        let items = parse(path)?.items;
        let module = path.file_stem().unwrap_or_default().display().to_string();
        let values = Values { json: "measured::from_json", module: &module, items: &items };
        for item in &items {
            let Item::Fn(function) = item else { continue };
            if matches!(function.vis, Visibility::Public(_)) {
                let arguments = std::iter::once("client".to_owned()).chain(arguments(&function.sig, &values)?);
                let arguments = arguments.collect::<Vec<_>>().join(", ");
                let name = &function.sig.ident;
                calls.push(format!("measured::api::{module}::{name}({arguments})"));
            }
        }
    }
    let client = "measured::Client::builder().build().expect(\"a client\")";
    Ok(program("measured::Client", client, &calls))
}

/// Methods of one client.
pub(super) fn peer(client: &Path) -> Result<Program, Failure> {
    let items = parse(client)?.items;
    let values = Values { json: "serde_json::from_str", module: "", items: &items };
    let mut calls = Vec::new();
    for item in &items {
        let Item::Impl(block) = item else { continue };
        if !matches!(block.self_ty.as_ref(), Type::Path(ty) if ty.path.is_ident("HttpClient")) {
            continue;
        }
        for item in &block.items {
            let ImplItem::Fn(method) = item else { continue };
            if method.sig.asyncness.is_some() && matches!(method.vis, Visibility::Public(_)) {
                let arguments = arguments(&method.sig, &values)?.join(", ");
                calls.push(format!("client.{}({arguments})", method.sig.ident));
            }
        }
    }
    Ok(program("measured::HttpClient", "measured::HttpClient::new()", &calls))
}

fn program(client_type: &str, client: &str, calls: &[String]) -> Program {
    let mut text = format!(
        "#[tokio::main(flavor = \"current_thread\")]\nasync fn main() {{\n    call(&{client}).await;\n}}\n\n\
         async fn call(client: &{client_type}) {{\n"
    );
    for call in calls {
        let _ = writeln!(text, "    println!(\"{{:?}}\", {call}.await);");
    }
    text.push_str("}\n");
    Program { text, calls: calls.len() }
}

fn parse(path: &Path) -> Result<syn::File, Failure> {
    syn::parse_file(&read(path)?).map_err(|error| {
        let message = format!("expected Rust, but found something else: {error}");
        Failure::new("measure", message, "the generator wrote it").at(path.display().to_string())
    })
}

/// What is needed to make up values.
struct Values<'a> {
    /// The function that makes a value of JSON text.
    json: &'static str,
    /// The group that the operation is in.
    module: &'a str,
    /// The file that the operation is in.
    items: &'a [Item],
}

/// A value for each parameter after the client.
fn arguments(signature: &Signature, values: &Values<'_>) -> Result<Vec<String>, Failure> {
    let types = signature.inputs.iter().skip(1).map(|input| match input {
        FnArg::Typed(typed) => Ok(typed.ty.as_ref()),
        FnArg::Receiver(_) => Err(unknown(&signature.ident.to_string())),
    });
    types.map(|ty| values.of(ty?)).collect()
}

impl Values<'_> {
    fn of(&self, ty: &Type) -> Result<String, Failure> {
        match ty {
            Type::ImplTrait(bounds) => self.of_trait(bounds),
            Type::Reference(reference) => match reference.elem.as_ref() {
                Type::Path(path) if path.path.is_ident("str") => Ok("\"x\"".to_owned()),
                Type::Slice(_) => Ok("&[]".to_owned()),
                inner => Ok(format!("&{}", self.of(inner)?)),
            },
            Type::Path(path) => {
                let last = path.path.segments.last().ok_or_else(|| unknown("a path"))?;
                self.of_name(&last.ident.to_string(), &last.arguments)
            }
            _ => Err(unknown("a parameter")),
        }
    }

    fn of_name(&self, name: &str, arguments: &PathArguments) -> Result<String, Failure> {
        let value = match name {
            "bool" => "true",
            "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" | "usize" => "1",
            "f32" | "f64" => "1.0",
            "String" => "\"x\".to_owned()",
            "FilePart" => "measured::FilePart::new(*b\"x\")",
            "Vec" => "Vec::new()",
            // The type of a value that is not there has to be told only if it is no certain one.
            "Option" if matches!(first_type(arguments), Some(Type::ImplTrait(_))) => "None::<&str>",
            "Option" => "None",
            _ => return self.of_struct(name),
        };
        Ok(value.to_owned())
    }

    /// A struct of inputs stands beside its operation; everything else can be read from JSON.
    fn of_struct(&self, name: &str) -> Result<String, Failure> {
        let inputs = self.items.iter().find_map(|item| match item {
            Item::Struct(found) if found.ident == name => Some(&found.fields),
            _ => None,
        });
        let Some(Fields::Named(fields)) = inputs else {
            return Ok(format!("{}(\"{{}}\").expect(\"JSON\")", self.json));
        };
        let mut text = format!("measured::api::{}::{name} {{ ", self.module);
        for field in &fields.named {
            let name = field.ident.as_ref().ok_or_else(|| unknown("a field"))?;
            let _ = write!(text, "{name}: {}, ", self.of(&field.ty)?);
        }
        text.push('}');
        Ok(text)
    }

    fn of_trait(&self, bounds: &TypeImplTrait) -> Result<String, Failure> {
        let bound = bounds.bounds.iter().find_map(|bound| match bound {
            TypeParamBound::Trait(bound) => bound.path.segments.last(),
            _ => None,
        });
        let bound = bound.ok_or_else(|| unknown("a bound"))?;
        let inner = first_type(&bound.arguments);
        match (bound.ident.to_string().as_str(), inner) {
            ("IntoIterator", Some(item)) => Ok(format!("[{}]", self.of(item)?)),
            (_, Some(Type::Path(path))) => {
                let name = path.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
                let scalar = matches!(name.as_str(), "bool" | "i32" | "i64" | "f64");
                if scalar { self.of_name(&name, &PathArguments::None) } else { Ok("\"x\"".to_owned()) }
            }
            (_, _) => Err(unknown(&bound.ident.to_string())),
        }
    }
}

/// The `T` of `Option<T>` and of `IntoIterator<Item = T>`.
fn first_type(arguments: &PathArguments) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        GenericArgument::AssocType(associated) => Some(&associated.ty),
        _ => None,
    })
}

fn unknown(what: &str) -> Failure {
    let message = format!("expected a parameter that a value can be made up for, but found {what}");
    Failure::new("measure", message, "teach xtask/src/measure/program.rs this kind")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_up_a_value_for_every_parameter() {
        let file = syn::parse_file(
            "pub struct Inputs { pub key: String, pub tags: Vec<Tag> }
             pub fn f(
                 client: &Client, a: &str, b: impl Argument<Sid>, c: impl Argument<i64>, d: i64, e: &Json,
                 f: impl IntoIterator<Item = impl Argument<str>>, g: Option<impl AsRef<str>>, h: Inputs, i: FilePart,
             ) {}",
        )
        .expect("Rust");
        let values = Values { json: "json", module: "m", items: &file.items };
        let Some(Item::Fn(function)) = file.items.last() else { panic!("it is a function") };
        let expected = [
            r#""x""#,
            r#""x""#,
            "1",
            "1",
            r#"&json("{}").expect("JSON")"#,
            r#"["x"]"#,
            "None::<&str>",
            r#"measured::api::m::Inputs { key: "x".to_owned(), tags: Vec::new(), }"#,
            r#"measured::FilePart::new(*b"x")"#,
        ];
        assert_eq!(arguments(&function.sig, &values).expect("values"), expected);
    }
}
