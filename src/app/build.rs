//! Gives the page a stack of the size that it needs.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        // 128 KiB in place of 1 MiB: decoding the corpus takes less than 20, and each address of a constant, which lies
        // above the stack, is a byte shorter in the code.
        println!("cargo::rustc-link-arg-bins=-zstack-size=131072");
    }
}
