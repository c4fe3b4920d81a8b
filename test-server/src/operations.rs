//! The macro that makes a list of operations. Each operation of the list has its own file.

/// Declares the modules of operations, and a list of these operations. So a new operation needs
/// only its file and one line in the list.
macro_rules! operations {
    ($(#[$about:meta])* $visible:vis static $list:ident: $($module:ident::OPERATION,)*) => {
        $(mod $module;)*
        $(#[$about])*
        $visible static $list: &[&Operation] = &[$(&$module::OPERATION),*];
    };
}

pub(crate) use operations;
