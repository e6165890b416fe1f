import type { CleNature } from './nature.referentiel.ts'

/** What a decision says of the sentence and of the facts: asked only for the kinds where a rule of law turns on it (CP art. 132-41, 131-17). */
export const faitsDeCondamnation = ['peineMois', 'recidive', 'ssjEncouru', 'contravention'] as const
export type FaitDeCondamnation = (typeof faitsDeCondamnation)[number]
export type FaitDemande = { label: string; hint?: string }
export type FaitsDemandes = Readonly<Partial<Record<FaitDeCondamnation, FaitDemande>>>

const recidive: FaitDemande = { label: 'En état de récidive légale', hint: 'Si la décision le dit.' }
const sursis: FaitsDemandes = {
  peineMois: { label: 'Emprisonnement prononcé, en mois', hint: 'Toute la peine, partie ferme comprise.' },
  recidive,
  ssjEncouru: { label: 'Suivi socio-judiciaire encouru', hint: 'Pour une des infractions jugées.' },
}
const amenagement: FaitsDemandes = {
  peineMois: { label: 'Peine ou reste à exécuter, en mois', hint: 'Toutes les peines à exécuter.' },
  recidive,
}
const demandes: Partial<Record<CleNature, FaitsDemandes>> = {
  sursis_probatoire: sursis,
  sursis_probatoire_renforce: sursis,
  semi_liberte: amenagement,
  placement_exterieur: amenagement,
  placement_surveillance_electronique: amenagement,
  ddse_amenagement: amenagement,
  procedure_723_15: amenagement,
  conversion_747_1: { peineMois: { label: 'Emprisonnement à convertir, en mois' } },
  tig: { contravention: { label: 'Contravention de la 5e classe' } },
  travail_non_remunere: { contravention: { label: 'Contravention' } },
}

/** The facts to ask of a kind. One that is already said stays on the form, whatever the kind has become. */
export function faitsDemandes(nature: string, dits: Readonly<Partial<Record<FaitDeCondamnation, unknown>>>): FaitsDemandes {
  const duType = demandes[nature as CleNature] ?? {}
  return Object.fromEntries(
    faitsDeCondamnation.flatMap(fait => {
      const demande = duType[fait] ?? (dits[fait] ? { label: libelles[fait] } : null)
      return demande ? [[fait, demande]] : []
    }),
  )
}
const libelles: Record<FaitDeCondamnation, string> = {
  peineMois: 'Peine d’emprisonnement, en mois',
  recidive: 'En récidive légale',
  ssjEncouru: 'Suivi socio-judiciaire encouru',
  contravention: 'Contravention',
}
