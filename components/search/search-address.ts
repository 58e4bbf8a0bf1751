/** The page of a search. */
export const searchAddress = (query: string): string => `/search?q=${encodeURIComponent(query)}`;
