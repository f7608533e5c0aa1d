import { z } from 'zod';
import type { Party } from '../../../core/index.js';
import { optionalText } from '../json-lines/fields.js';
import { countryOfOffice } from './offices.js';

/** A postal address of the Open Data Portal; which fields are filled differs between applicants, assignees and attorneys. */
export const postalAddress = z.object({
  nameLineOneText: optionalText,
  addressLineOneText: optionalText,
  addressLineTwoText: optionalText,
  cityName: optionalText,
  geographicRegionCode: optionalText,
  geographicRegionName: optionalText,
  postalCode: optionalText,
  countryCode: optionalText,
  ictCountryCode: optionalText,
  countryName: optionalText,
  postalAddressCategory: optionalText,
});

export type PostalAddress = z.output<typeof postalAddress>;

/** A party with its address on one line, or nothing where there is no name. */
export function partyAt(role: Party['role'], name: string | null, at: PostalAddress | null | undefined): Party[] {
  const country = at?.countryCode ?? at?.ictCountryCode ?? countryOfOffice(at?.countryName ?? null);
  const lines = at ? [at.addressLineOneText, at.addressLineTwoText, at.cityName, regionOf(at), at.postalCode] : [];
  return partyOf(role, name, { country, lines });
}

/** Services write an absent value as the word `null` too, and end a city with its comma. */
export function partyOf(
  role: Party['role'],
  name: string | null,
  at: { readonly country: string | null; readonly lines: readonly (string | null)[] },
): Party[] {
  if (!name?.trim()) return [];
  const lines = at.lines.flatMap((line) => (line && line !== 'null' ? line.replace(/[\s,]+$/, '').trim() : []));
  const address = lines.filter(Boolean).join(', ') || null;
  return [{ role, name: name.replace(/\s+/g, ' ').trim(), otherNames: [], country: at.country, address }];
}

/** Where several addresses are given, gazettes print the residence. */
export function residenceOf(addresses: readonly PostalAddress[]): PostalAddress | undefined {
  return addresses.find(({ postalAddressCategory }) => postalAddressCategory === 'residence') ?? addresses[0];
}

/** Some files write the country's three letters (`CNX`) where the state belongs. */
function regionOf({ geographicRegionCode: code, geographicRegionName: name }: PostalAddress): string | null {
  return code?.length === 2 ? code : name;
}
