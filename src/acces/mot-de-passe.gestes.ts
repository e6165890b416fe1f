import { hash } from '@node-rs/argon2'

// OWASP's first choice for Argon2id: 19 MiB, 2 passes, 1 lane (algorithm 2 is Argon2id).
const reglages = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }
export const hacher = (motDePasse: string): Promise<string> => hash(motDePasse, reglages)
/**
 * The same computation as that of a hash whose beginning is given, up to its salt: the base
 * compares the two.
 */
export function hacherAvec(sel: string, motDePasse: string): Promise<string> {
  const [, , , couts = '', salt = ''] = sel.split('$')
  const {
    m: memoire,
    t: passes,
    p: paralleles,
  } = Object.fromEntries(couts.split(',').map(cout => cout.split('='))) as Record<string, string>
  const comme = {
    memoryCost: Number(memoire),
    timeCost: Number(passes),
    parallelism: Number(paralleles),
    salt: Buffer.from(salt, 'base64'),
  }
  return hash(motDePasse, { ...reglages, ...comme })
}
