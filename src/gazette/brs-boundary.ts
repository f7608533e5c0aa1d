/** The line that opens each record of a BRS file. */
export const BRS_BOUNDARY = '*** BRS DOCUMENT BOUNDARY ***';
