//! Calls of their own for operations.

/// Declares a struct around a [`Call`](super::Call), which is a call of its own: `with`, `send`, `IntoFuture` and `Debug`. Behind
/// the arrow is what it answers: a type that is read from JSON, or one of the markers of `payload`. A list says how it goes on
/// and what is in a page. What else can be done with it are functions, and the bodies of errors by their statuses.
///
/// ```text
/// operation! {
///     /// A call of [`list_build`], sent when it is awaited.
///     pub struct ListBuild(Call) -> BuildPage;
///
///     pages: Next::Url(|page| Some(page.meta.next_page_url.as_ref()?.as_str()));
///     items: Build = |page| page.builds;
///
///     /// How many Builds a page has.
///     pub fn page_size(self, page_size: i64) -> Self {
///         Self(self.0.query("PageSize", &page_size))
///     }
///
///     /// There is no such Service.
///     pub fn error_404 for 404 => ErrorBody;
///
///     /// It was refused.
///     pub fn error_4xx for 400..=499 if not 404 => ErrorBody;
/// }
/// ```
///
/// All of it is compiled where it is used, not with the operations, of which a program calls few.
///
/// In scope at the call site: `Call`, `CallOptions`, `Response`, `Sending`, `Pages` and `Items` of a list, `Error` if there are
/// bodies of errors, and all that is named.
#[allow(unused_macros)]
macro_rules! operation {
    (
        $(#[$docs:meta])*
        $visible:vis struct $call:ident(Call) -> $payload:ty;
        $(
            pages: $next:expr;
            items: $item:ty = $list:expr;
        )?
        $(
            $(#[$about:meta])*
            pub fn $name:ident
                $(($($inputs:tt)*) -> $result:ty $does:block)?
                $(for $status:pat $(if not $others:pat)? => $body:ty;)?
        )*
    ) => {
        $(#[$docs])*
        #[must_use = "a call is sent when it is awaited"]
        $visible struct $call(Call);

        impl $call {
            /// With options for this call alone: time-outs, retries, headers.
            #[inline]
            pub fn with(self, options: CallOptions) -> Self {
                Self(self.0.with(options))
            }

            /// Sends it, and keeps what comes along with the value: status, headers, request id.
            #[inline]
            pub fn send(self) -> Sending<Response<$payload>> {
                self.0.send()
            }

            $(
                /// All pages, one after the other. None is fetched before it is asked for.
                #[inline]
                pub fn pages(self) -> Pages<$payload> {
                    Pages::new(self.0, $next)
                }

                /// The items of all pages, one after the other. No page is fetched before one of its items is asked for.
                #[inline]
                pub fn items(self) -> Items<$payload, $item> {
                    self.pages().into_items($list)
                }
            )?

            $(
                $(#[$about])*
                #[inline]
                pub fn $name
                    $(($($inputs)*) -> $result $does)?
                    $((error: &Error) -> Option<$body> {
                        error.body_if(|status| matches!(status, $status) $(&& !matches!(status, $others))?)
                    })?
            )*
        }

        impl ::std::future::IntoFuture for $call {
            type Output = <Sending<$payload> as ::std::future::Future>::Output;
            type IntoFuture = Sending<$payload>;

            #[inline]
            fn into_future(self) -> Self::IntoFuture {
                self.0.send()
            }
        }

        impl ::std::fmt::Debug for $call {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.0.describe(stringify!($call), f)
            }
        }
    };
}
#[allow(unused_imports)]
pub(crate) use operation;
