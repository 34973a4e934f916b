//! The way from an answer to a value inside of it, as an expression.

use proc_macro2::TokenStream;
use quote::quote;

use super::place::ident;
use crate::ir::types::FieldPath;

/// `Some(answer.status.as_ref()?.as_str())`: an `Option<&str>`, in a closure.
pub(super) fn text(from: &TokenStream, path: &FieldPath) -> TokenStream {
    let value = path.0.iter().fold(quote!(#from), |value, step| {
        let (name, options) = (ident(&step.name), (0..step.options).map(|_| quote!(.as_ref()?)));
        quote!(#value.#name #(#options)*)
    });
    quote!(Some(#value.as_str()))
}

/// `page.builds.unwrap_or_default()`: the list itself, taken out of the answer.
pub(super) fn list(from: &TokenStream, path: &FieldPath) -> TokenStream {
    let mut is_option = false;
    let value = path.0.iter().fold(quote!(#from), |value, step| {
        let name = ident(&step.name);
        let value = match (is_option, step.options) {
            (false, _) => quote!(#value.#name),
            (true, 0) => quote!(#value.map(|part| part.#name)),
            (true, _) => quote!(#value.and_then(|part| part.#name)),
        };
        is_option |= step.options > 0;
        let flattened = (1..step.options).map(|_| quote!(.flatten()));
        quote!(#value #(#flattened)*)
    });
    if is_option { quote!(#value.unwrap_or_default()) } else { value }
}

/// `page.builds.as_ref().map_or(0, Vec::len)`: how long the list is.
pub(super) fn length(from: &TokenStream, path: &FieldPath) -> TokenStream {
    let mut is_option = false;
    let value = path.0.iter().fold(quote!(#from), |value, step| {
        let name = ident(&step.name);
        let value = match (is_option, step.options) {
            (false, 0) => quote!(#value.#name),
            (false, _) => quote!(#value.#name.as_ref()),
            (true, 0) => quote!(#value.map(|part| &part.#name)),
            (true, _) => quote!(#value.and_then(|part| part.#name.as_ref())),
        };
        is_option |= step.options > 0;
        let flattened = (1..step.options).map(|_| quote!(.and_then(Option::as_ref)));
        quote!(#value #(#flattened)*)
    });
    if is_option { quote!(#value.map_or(0, Vec::len)) } else { quote!(#value.len()) }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::{length, list, text};
    use crate::ir::name::Ident;
    use crate::ir::types::{FieldPath, FieldStep};

    fn path(steps: &[(&str, usize)]) -> FieldPath {
        let step = |&(name, options): &(&str, usize)| FieldStep { name: Ident::trusted(name.to_owned()), options };
        FieldPath(steps.iter().map(step).collect())
    }

    #[test]
    fn each_option_is_opened() {
        let page = quote!(page);
        let path = path(&[("a", 0), ("b", 1), ("c", 0), ("d", 2)]);
        let expected = quote!(Some(page.a.b.as_ref()?.c.d.as_ref()?.as_ref()?.as_str()));
        assert_eq!(text(&page, &path).to_string(), expected.to_string());
        let expected = quote!(page.a.b.map(|part| part.c).and_then(|part| part.d).flatten().unwrap_or_default());
        assert_eq!(list(&page, &path).to_string(), expected.to_string());
        let expected = quote!(
            page.a
                .b
                .as_ref()
                .map(|part| &part.c)
                .and_then(|part| part.d.as_ref())
                .and_then(Option::as_ref)
                .map_or(0, Vec::len)
        );
        assert_eq!(length(&page, &path).to_string(), expected.to_string());
    }

    #[test]
    fn what_is_always_there_is_taken_as_it_is() {
        let page = quote!(page);
        for (path, expected) in [(path(&[]), quote!(page)), (path(&[("a", 0)]), quote!(page.a))] {
            assert_eq!(list(&page, &path).to_string(), expected.to_string());
            assert_eq!(length(&page, &path).to_string(), quote!(#expected.len()).to_string());
        }
    }
}
