import {
  type Commune,
  chercherCommunes,
  communeParCode,
  communeSansDoute,
  entitesLiees,
  ressortsDe,
} from '../moyens/index.ts'
import type { Tx } from '../platform/db/index.ts'
import { situations } from './audience.rules.ts'
import type { RechercheGardee } from './audience.store.ts'
import { ressortCommun } from './competence.rules.ts'

/**
 * The communes that the words of a search name, the one that was chosen among them or that leaves
 * no doubt, and what they say in common.
 */
export async function lireLaCommune(
  tx: Tx,
  donnees: Pick<RechercheGardee, 'commune' | 'situation'>,
  code: string | undefined,
) {
  const trouvees =
    donnees.commune && donnees.situation !== 'etranger' ? chercherCommunes(donnees.commune) : []
  const commune = code ? communeParCode(code) : communeSansDoute(donnees.commune ?? '', trouvees)
  const possibles = (commune ? [commune] : trouvees).map(convocation => convocation.code)
  return {
    trouvees,
    commune,
    communeTrouvee: donnees.commune ? possibles.length > 0 : undefined,
    ressort: ressortCommun(await ressortsDe(tx, possibles), possibles.length),
  }
}
/**
 * The postcode that was said, the only one of the commune, or its département: never the first of
 * several.
 */
export function codeMontre({ codesPostaux, departement }: Commune, dit: string | null): string {
  const [seul = departement, ...autres] = codesPostaux
  const tape = (dit ?? '').replace(/\s/g, '')
  if (codesPostaux.includes(tape)) return tape
  return autres.length === 0 ? seul : departement
}
/** The court of the hearing and the services that work with it. */
export const tribunalDe = async (tx: Tx, juridictionId: string | null) => ({
  juridictionId,
  serviceIds: juridictionId
    ? (await entitesLiees(tx, juridictionId)).map(entiteLiee => entiteLiee.entiteId)
    : [],
})

const estCodePostal = (texte: string | null) => texte !== null && /^\d{5}$/.test(texte)
function codePostalDit(recherche: RechercheGardee, commune: Commune | undefined): string | null {
  if (estCodePostal(recherche.commune)) return recherche.commune
  const [seul, ...autres] = commune?.codesPostaux ?? []
  return seul && autres.length === 0 ? seul : null
}

const logementDit = ({ adresse }: { adresse?: string | undefined }) =>
  adresse ? ('adresse' as const) : ('inconnu' as const)
/** Where the person says that they live; `inconnu` when it was not said. */
export function adresseDite(
  recherche: RechercheGardee,
  saisie: { adresse?: string | undefined; communeCode?: string | undefined },
) {
  const commune = saisie.communeCode ? communeParCode(saisie.communeCode) : undefined
  const vide = {
    adresse: saisie.adresse ?? null,
    adresseComplement: null,
    codePostal: null,
    commune: null,
    domicilieChez: null,
  }
  if (recherche.situation === 'etranger')
    return { ...vide, logement: logementDit(saisie), commune: situations.etranger as string }
  const ou = {
    ...vide,
    codePostal: codePostalDit(recherche, commune),
    commune: commune?.nom ?? (estCodePostal(recherche.commune) ? null : recherche.commune),
  }
  if (recherche.situation === 'sans_domicile')
    return {
      ...ou,
      logement: recherche.domicilieChez ? ('domiciliation' as const) : ('sans_domicile' as const),
      domicilieChez: recherche.domicilieChez,
    }
  return { ...ou, logement: logementDit(saisie) }
}
