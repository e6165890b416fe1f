import { afficherJourCourt, type Jour } from '../platform/date.ts'
import type { Regle } from '../platform/law.ts'
import type { Delai, Depart, Devoir } from './definition.rules.ts'
import { delaiEnMots, dernierJour, jourCompte } from './delai.rules.ts'
import type { Faits } from './faits.rules.ts'
import { definitionDe, machineLe } from './nature.rules.ts'
import { libelleDActe } from './passage.rules.ts'
import { citationCourte, sourceDe, valeurLe } from './regle.rules.ts'

/** Names of the facts from which delays run. */
export const departs: Record<'decision' | 'prononce' | 'debut' | 'notification' | 'terme', string> =
  {
    decision: 'la décision',
    prononce: 'la décision, ou sa notification',
    debut: 'le début de la mesure',
    notification: 'la notification',
    terme: 'le terme',
  }
/** An act is named as its kind of measure names it, never by its key. */
export const libelleDeDepart = (depuis: Depart, nature: string): string =>
  depuis in departs
    ? departs[depuis as keyof typeof departs]
    : `l’acte « ${libelleDActe(nature, { acte: depuis.slice('acte:'.length) })} »`

/** « de » before a group of words: de + le = du. */
export const de = (groupe: string): string => {
  if (groupe.startsWith('le ')) return `du ${groupe.slice(3)}`
  return groupe.startsWith('les ') ? `des ${groupe.slice(4)}` : `de ${groupe}`
}

/** Which of the two facts a « prononcé » was. */
const departReel = (depuis: Depart, faits: Faits): Depart => {
  if (depuis !== 'prononce') return depuis
  return faits.notifieeLe && faits.notifieeLe !== faits.decisionLe ? 'notification' : 'decision'
}

const libelleDuDepart = (devoir: Devoir, depart: Jour, faits: Faits): string =>
  devoir.siDureeExcede && depart !== faits.debutLe
    ? 'l’anniversaire du début de la mesure'
    : libelleDeDepart(departReel(devoir.depuis, faits), faits.nature)

const selons = {
  faits: 'des faits',
  jugement: 'de la décision',
  execution: 'de l’exécution',
} as const
type Compte = { depart: Jour; delai: Delai; loiLe: Jour }
export function expliquerDelai({
  regle,
  devoir,
  compte: { depart, delai, loiLe: le },
  faits,
  origine,
}: {
  regle: Regle<Delai>
  devoir: Devoir
  compte: Compte
  faits: Faits
  origine?: string | undefined
}): string[] {
  const source = sourceDe(regle, le, faits.referentiel)
  const brut = jourCompte(depart, delai, faits.territoire)
  const final = dernierJour(depart, delai, faits.territoire)
  const pas = [
    `Part ${de(origine ?? libelleDuDepart(devoir, depart, faits))} : ${afficherJourCourt(depart)}.`,
    `Délai : ${delaiEnMots(delai)} (${citationCourte(source, le)}), droit du jour ${selons[regle.selon]} : ${afficherJourCourt(le)}.`,
  ]
  if (devoir.siDureeExcede) pas.unshift(dureeExpliquee(devoir.siDureeExcede.duree, faits))
  if (regle.selon === 'faits' && !faits.faitsLe)
    pas.push('La date des faits n’est pas saisie : celle de la décision est prise à sa place.')
  if ('confiance' in source && source.confiance === 'a_verifier')
    pas.push('Ce délai n’a pas été relu dans le texte : à vérifier.')
  if ('confiance' in source && le < regle.droit[0].from)
    pas.push(
      `Le droit de ce jour n’est pas connu : ce délai est celui du ${afficherJourCourt(regle.droit[0].from)}, à vérifier.`,
    )
  if ('charte' in source)
    pas.push(`Proposition, pas le droit en vigueur.${source.choix ? ` ${source.choix}` : ''}`)
  if (final !== brut)
    pas.push(
      `Le ${afficherJourCourt(brut)} n’est pas un jour ouvrable : reporté au ${afficherJourCourt(final)} (CPP art. 801).`,
    )
  return pas
}

/** Why a duty of long measures is one of this measure. */
function dureeExpliquee(duree: Regle<Delai>, faits: Faits): string {
  const seuil = valeurLe(duree, faits.debutLe, faits.referentiel)
  const depuis = `La mesure va du ${afficherJourCourt(faits.debutLe)} ${faits.termeLe ? `au ${afficherJourCourt(faits.termeLe)}` : 'à une date non limitée'}`
  return `${depuis}${seuil ? ` : plus de ${delaiEnMots(seuil)}` : ''} (${citationCourte(sourceDe(duree, faits.debutLe, faits.referentiel), faits.debutLe)}).`
}

/** An act that carries the term to the end of the whole (CPP 142-7, al. 2). */
const porteAuTotal = (
  { nature, referentiel }: Faits,
  { acte, le }: { acte: string; le: Jour },
): boolean => {
  const definition = definitionDe(nature)
  return (
    definition !== null &&
    machineLe(definition, referentiel, le).transitions.some(
      transition => transition.acte === acte && transition.porteAuTotal,
    )
  )
}
export function expliquerTerme(faits: Faits): string[] {
  const mouvements = faits.actes.filter(
    acte => /suspension|reprise|prolongation/.test(acte.acte) || porteAuTotal(faits, acte),
  )
  return [
    `Début : ${afficherJourCourt(faits.debutLe)}. Terme actuel : ${afficherJourCourt(faits.termeLe ?? faits.debutLe)}.`,
    ...mouvements.map(
      mouvement =>
        `${libelleDActe(faits.nature, mouvement)} le ${afficherJourCourt(mouvement.le)} : le terme a été déplacé.`,
    ),
  ]
}
