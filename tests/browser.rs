//! The page in Chromium and Firefox, used as a person uses it: by text and role.

#[path = "browser/capture.rs"]
mod capture;

/// Makes a test of every promise for every browser: `chromium::start::the_page_starts`.
macro_rules! in_both_browsers {
    ($($module:ident :: { $($promise:ident),+ $(,)? })+) => {
        in_both_browsers!(@ chromium Chromium $($module { $($promise)+ })+);
        in_both_browsers!(@ firefox Firefox $($module { $($promise)+ })+);
    };
    (@ $name:ident $browser:ident $($module:ident { $($promise:ident)+ })+) => {
        mod $name {
            $(mod $module { $(
                #[test]
                fn $promise() {
                    let browser = e2e::harness::Browser::$browser;
                    if browser.asked_for() {
                        crate::$module::$promise(browser);
                    } else {
                        println!("{browser} is not asked for: INZAGE_BROWSER");
                    }
                }
            )+ })+
        }
    };
}

in_both_browsers! {
    capture::{ a_message_an_error_and_a_violation_are_seen, roles_and_names_are_those_of_the_browser }
}
