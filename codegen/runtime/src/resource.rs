//! Handles of the tree of resources, whose methods make calls.

/// Declares a handle of the tree of resources, whose methods lead to others or make calls. They are compiled where they are
/// used.
///
/// ```text
/// resource! {
///     /// `/v1/Services/{Sid}`
///     pub struct Services { client: Client, sid: String }
///
///     /// Fetches a Service.
///     pub fn fetch(&self) -> FetchService {
///         fetch_service(&self.client, &self.sid)
///     }
/// }
/// ```
#[allow(unused_macros)]
macro_rules! resource {
    (
        $(#[$docs:meta])*
        pub struct $handle:ident { $($field:ident: $kept:ty),* $(,)? }
        $(
            $(#[$method_docs:meta])*
            pub fn $method:ident(&$this:ident $(, $input:ident: $taken:ty)* $(,)?) -> $answer:ty $body:block
        )*
    ) => {
        $(#[$docs])*
        #[derive(Debug, Clone)]
        pub struct $handle {
            $($field: $kept),*
        }

        impl $handle {
            $(
                $(#[$method_docs])*
                #[inline]
                pub fn $method(&$this $(, $input: $taken)*) -> $answer $body
            )*
        }
    };
}
#[allow(unused_imports)]
pub(crate) use resource;
