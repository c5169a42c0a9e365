//! The page in Chromium and Firefox, used as a person uses it: by text and role.

#[path = "browser/access.rs"]
mod access;
#[path = "browser/capture.rs"]
mod capture;
#[path = "browser/counts.rs"]
mod counts;
#[path = "browser/embed.rs"]
mod embed;
#[path = "browser/explorer.rs"]
mod explorer;
#[path = "browser/hostile.rs"]
mod hostile;
#[path = "browser/large.rs"]
mod large;
#[path = "browser/memory.rs"]
mod memory;
#[path = "browser/offline.rs"]
mod offline;
#[path = "browser/one_file.rs"]
mod one_file;
#[path = "browser/pages.rs"]
mod pages;
#[path = "browser/person.rs"]
mod person;
#[path = "browser/pictures.rs"]
mod pictures;
#[path = "browser/reflow.rs"]
mod reflow;
#[path = "browser/robust.rs"]
mod robust;
#[path = "browser/start.rs"]
mod start;
#[path = "browser/states.rs"]
mod states;
#[path = "browser/tools.rs"]
mod tools;
#[path = "browser/trees.rs"]
mod trees;
#[path = "browser/views.rs"]
mod views;
#[path = "browser/without.rs"]
mod without;

/// Makes a test of every promise in one browser, after a way in which the page is shown is set:
/// `chromium::start::the_page_starts`.
macro_rules! promises {
    ($way:ident $browser:ident $set:expr; $($module:ident { $($promise:ident)+ })+) => {
        mod $way {
            $(mod $module { $(
                #[test]
                fn $promise() {
                    let browser = e2e::harness::Browser::$browser;
                    if browser.asked_for() {
                        $set;
                        crate::$module::$promise(browser);
                    } else {
                        println!("{browser} is not asked for: INZAGE_BROWSER");
                    }
                }
            )+ })+
        }
    };
}

/// The promises that both browsers keep, on a desk.
macro_rules! in_both_browsers {
    ($($module:ident :: { $($promise:ident),+ $(,)? })+) => {
        promises!(chromium Chromium e2e::harness::on_a_desk(); $($module { $($promise)+ })+);
        promises!(firefox Firefox e2e::harness::on_a_desk(); $($module { $($promise)+ })+);
    };
}

/// Those of them in which the size of the window matters and that do not set it themselves, on a phone.
macro_rules! on_a_phone {
    ($($module:ident :: { $($promise:ident),+ $(,)? })+) => {
        promises!(phone_chromium Chromium e2e::harness::on_a_phone(); $($module { $($promise)+ })+);
        promises!(phone_firefox Firefox e2e::harness::on_a_phone(); $($module { $($promise)+ })+);
    };
}

/// The promises that need no host, kept by the page in one file, opened from a folder in Chromium.
macro_rules! in_one_file {
    ($($module:ident :: { $($promise:ident),+ $(,)? })+) => {
        promises!(from_a_folder Chromium e2e::harness::from_one_file(); $($module { $($promise)+ })+);
    };
}

in_both_browsers! {
    capture::{
        a_message_an_error_and_a_violation_are_seen, a_request_elsewhere_is_seen,
        roles_and_names_are_those_of_the_browser
    }
    start::{
        the_page_starts_without_a_word_in_the_light, the_page_starts_without_a_word_in_the_dark,
        nothing_foreign_is_asked_for, the_first_text_is_painted_without_the_program
    }
    person::{
        a_person_filters_combines_and_clears, a_person_searches_reads_and_shares, a_person_does_all_of_it_by_keyboard
    }
    counts::{
        filters_give_what_was_counted_by_hand, an_uncertain_date_answers_in_two_numbers,
        no_hits_say_so_and_offer_a_way_back, a_made_up_address_is_mended
    }
    offline::{
        after_one_load_the_host_may_vanish, a_file_with_other_bytes_is_not_kept,
        a_broken_version_leaves_the_one_before_working, a_new_version_is_offered_and_not_forced
    }
    one_file::{
        it_opens_from_a_folder, it_runs_in_a_sandbox_on_any_host, its_texts_need_no_script
    }
    large::{
        ten_thousand_documents_are_there, a_broken_file_says_so_and_another_try_mends_it,
        a_list_of_titles_needs_no_script
    }
    embed::{
        a_frame_on_another_site_has_the_height_of_its_content, a_strict_host_shows_it_whole_and_hears_nothing,
        an_embed_leaves_out_the_header_and_links_outside,
        a_strangers_message_changes_nothing, it_runs_in_a_sandbox_without_an_origin,
        the_dialog_composes_code_for_the_present_filters
    }
    views::{
        each_view_is_reached_and_left_by_keyboard, a_filter_holds_in_every_view, a_day_cuts_the_dossier,
        each_view_fits_a_phone, any_two_documents_can_be_compared,
        the_timeline_is_drawn_on_and_zooms, a_word_is_explained
    }
    tools::{
        the_documents_are_taken_along_in_every_format, a_quotation_says_whether_it_still_stands,
        a_changed_source_is_shown_beside_its_quotation, a_dropped_text_is_read_as_the_command_reads_it,
        what_is_no_text_is_refused_with_advice, hostile_texts_are_read_and_harm_nothing, the_dossier_verifies_itself,
        another_byte_in_the_one_file_is_found, a_script_reads_and_sets_the_state,
        the_named_host_sets_the_filters_and_no_other, the_example_article_speaks_with_its_frame,
        an_embed_is_seen_before_it_is_taken, a_quotation_is_embedded_without_a_frame, a_tool_says_when_it_cannot_be_fetched
    }
    states::{ axe_finds_nothing_in_any_state, each_stop_of_the_tab_key_is_seen, each_preference_is_met }
    pages::{
        a_document_is_read_without_script, a_passage_leads_to_the_explorer_and_back,
        nothing_jumps_when_the_program_starts, the_page_on_accessibility_is_found_from_each_foot
    }
    without::{ without_script_everything_can_be_read, a_failed_start_says_so_and_leaves_the_documents }
    hostile::{
        the_watch_sees_each_effect, hostile_addresses_change_nothing, hostile_queries_change_nothing,
        hostile_messages_change_nothing, hostile_script_arguments_change_nothing, hostile_own_documents_change_nothing,
        signs_that_turn_a_text_around_are_shown_and_not_obeyed, a_hostile_dossier_is_published_and_harms_nothing
    }
    robust::{
        without_webassembly_the_list_can_be_read, a_policy_without_wasm_leaves_the_list,
        a_trap_after_the_start_says_so, without_storage_the_page_works, without_a_service_worker_the_page_works,
        a_wrong_clock_changes_nothing, whatever_the_browser_speaks_the_page_is_dutch
    }
    reflow::{ nothing_scrolls_sideways_at_320_px }
    access::{
        landmarks_headings_and_names_are_in_place, the_focus_goes_along_and_comes_back, the_documents_stay_dutch
    }
}

// What only Chromium tells.
promises!(in_chromium Chromium e2e::harness::on_a_desk();
    trees { the_tree_of_each_state_is_the_one_that_was_read }
    pictures { twelve_screens_look_as_they_did }
    memory { a_thousand_acts_leave_no_more_memory_behind }
);

on_a_phone! {
    start::{
        the_page_starts_without_a_word_in_the_light, the_page_starts_without_a_word_in_the_dark,
        nothing_foreign_is_asked_for
    }
    person::{
        a_person_filters_combines_and_clears, a_person_searches_reads_and_shares, a_person_does_all_of_it_by_keyboard
    }
    counts::{
        filters_give_what_was_counted_by_hand, an_uncertain_date_answers_in_two_numbers,
        no_hits_say_so_and_offer_a_way_back, a_made_up_address_is_mended
    }
    offline::{ after_one_load_the_host_may_vanish, a_new_version_is_offered_and_not_forced }
    one_file::{ it_opens_from_a_folder, it_runs_in_a_sandbox_on_any_host }
    embed::{
        a_frame_on_another_site_has_the_height_of_its_content, a_strict_host_shows_it_whole_and_hears_nothing,
        an_embed_leaves_out_the_header_and_links_outside, it_runs_in_a_sandbox_without_an_origin,
        the_dialog_composes_code_for_the_present_filters
    }
    views::{
        each_view_is_reached_and_left_by_keyboard, a_filter_holds_in_every_view, a_day_cuts_the_dossier,
        any_two_documents_can_be_compared, the_timeline_is_drawn_on_and_zooms, a_word_is_explained
    }
    tools::{
        the_documents_are_taken_along_in_every_format, a_quotation_says_whether_it_still_stands,
        a_changed_source_is_shown_beside_its_quotation, a_dropped_text_is_read_as_the_command_reads_it,
        what_is_no_text_is_refused_with_advice, the_dossier_verifies_itself,
        a_script_reads_and_sets_the_state, an_embed_is_seen_before_it_is_taken,
        a_quotation_is_embedded_without_a_frame, a_tool_says_when_it_cannot_be_fetched
    }
    pages::{ a_document_is_read_without_script, a_passage_leads_to_the_explorer_and_back }
    without::{ without_script_everything_can_be_read, a_failed_start_says_so_and_leaves_the_documents }
    robust::{
        without_webassembly_the_list_can_be_read, a_policy_without_wasm_leaves_the_list,
        a_trap_after_the_start_says_so
    }
    access::{
        landmarks_headings_and_names_are_in_place, the_focus_goes_along_and_comes_back, the_documents_stay_dutch
    }
}

in_one_file! {
    start::{ the_page_starts_without_a_word_in_the_light, the_page_starts_without_a_word_in_the_dark }
    person::{
        a_person_filters_combines_and_clears, a_person_searches_reads_and_shares, a_person_does_all_of_it_by_keyboard
    }
    counts::{
        filters_give_what_was_counted_by_hand, an_uncertain_date_answers_in_two_numbers,
        no_hits_say_so_and_offer_a_way_back, a_made_up_address_is_mended
    }
    views::{
        each_view_is_reached_and_left_by_keyboard, a_filter_holds_in_every_view, a_day_cuts_the_dossier,
        each_view_fits_a_phone, any_two_documents_can_be_compared,
        the_timeline_is_drawn_on_and_zooms, a_word_is_explained
    }
    tools::{
        the_documents_are_taken_along_in_every_format, a_quotation_says_whether_it_still_stands,
        a_dropped_text_is_read_as_the_command_reads_it, what_is_no_text_is_refused_with_advice,
        the_dossier_verifies_itself, a_script_reads_and_sets_the_state
    }
    reflow::{ nothing_scrolls_sideways_at_320_px }
    access::{
        landmarks_headings_and_names_are_in_place, the_focus_goes_along_and_comes_back, the_documents_stay_dutch
    }
}
