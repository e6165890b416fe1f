import type { Copie } from './copie.ts'
import { Hasard } from './hasard.ts'
import type { Service } from './organisation.ts'
import { communesDe } from './territoire.ts'

/**
 * What the table leaves out on purpose, by département: a ressort is imported bit by bit, and the
 * screens must say where it is silent.
 */
const SANS_REPONSE: Record<string, number> = { '67': 0, '57': 0.1, '88': 0.5 }

/**
 * Which service, antenne and court each commune falls to, drawn by postcode: neighbours go
 * together, and a town that has a court or an antenne goes to its own. Invented: the true table is
 * the ministry's. Its own draws: others keep theirs.
 */
export function creerRessort(copie: Copie, services: Service[]): void {
  const faits = new Set<string>()
  for (const service of services) {
    if (faits.has(service.departement)) continue
    faits.add(service.departement)
    const hasard = new Hasard(20_261_128 + Number.parseInt(service.departement, 10))
    const antennes = service.antennes.filter(antenne => !antenne.ferme)
    const parCodePostal = new Map<
      string,
      { tait: boolean; antenne: string | null; juridiction: string | null }
    >()
    for (const { nom, code, codePostal } of communesDe(service.departement)) {
      const tirage = parCodePostal.get(codePostal) ?? {
        tait: hasard.chance(SANS_REPONSE[service.departement] ?? 1 / 3),
        antenne: antennes.length ? hasard.parmi(antennes).id : null,
        juridiction: hasard.chance(0.95) ? hasard.parmi(service.juridictions).id : null,
      }
      parCodePostal.set(codePostal, tirage)
      const sienne = antennes.find(antenne => antenne.nom.includes(nom))
      const siege = service.juridictions.find(juridiction => juridiction.ville === nom)
      if (tirage.tait && !sienne && !siege) continue
      copie.ligne('moyens.ressort', {
        commune_code: code,
        departement: service.departement,
        service_id: service.id,
        antenne_id: sienne?.id ?? tirage.antenne,
        juridiction_id: siege?.id ?? tirage.juridiction,
        source: 'demonstration',
      })
    }
  }
}
