/** Works of the United States government are in the public domain there (17 U.S.C. 105). */
export const USPTO_LICENCE = 'USPTO public record';
