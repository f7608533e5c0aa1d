import { useQuery } from '@tanstack/react-query';
import { api } from './api.js';

/** Counts and state of the store, asked once and after imports. */
export function useHealth() {
  return useQuery({ queryKey: ['health'], queryFn: api.health, staleTime: 10_000 });
}
