import { Gauge } from 'prom-client'
import { type AgeDUnSceau, agesDesSceaux } from './acces/sceau.store.ts'
import { type Battement, battements, type Retard, retards } from './messages/battement.store.ts'
import type { Seuils } from './platform/config-alarmes.ts'
import type { Base } from './platform/db/connexion.ts'
import type { Mesures } from './platform/http/metriques.ts'

/** What works out of sight, asked of the base at each scrape; null when it did not answer. */
type Releve = { sceaux: AgeDUnSceau[]; retards: Retard[]; battements: Battement[] } | null

async function relever(base: Base): Promise<Releve> {
  try {
    return {
      sceaux: await agesDesSceaux(base),
      retards: await retards(base),
      battements: await battements(base),
    }
  } catch {
    return null
  }
}

/**
 * Seconds of silence: since the last look, or since the start of a process that has never looked.
 */
const silence = ({ commence, battu }: Battement) => battu ?? commence

/** What is an alarm, 0 or 1: nothing that works out of sight may stop in silence. */
function alarmes(releve: Releve, seuils: Seuils, nonNotes: number): [string, number][] {
  const passe = (valeurs: number[], seuil: number) =>
    Number(seuil > 0 && valeurs.some(valeur => valeur > seuil))
  const temoin: [string, number] = ['temoin', passe([nonNotes], seuils.temoin)]
  if (!releve) return [['base', 1], temoin]
  const aucun = seuils.travailleur > 0 && releve.battements.length === 0
  return [
    ['base', 0],
    temoin,
    [
      'sceau',
      passe(
        releve.sceaux.map(sceau => sceau.attente),
        seuils.sceau,
      ),
    ],
    [
      'file',
      passe(
        releve.retards.map(retard => retard.retard),
        seuils.file,
      ),
    ],
    ['travailleur', aucun ? 1 : passe(releve.battements.map(silence), seuils.travailleur)],
  ]
}

/**
 * Adds to what is measured of a process what it sees of the seals, of the queue and of those that
 * send (docs/exploitation/alarmes.md).
 */
export function surveiller(
  { registre }: Mesures,
  base: Base,
  seuils: Seuils,
  nonNotesDepuis: () => number | null = () => null,
): void {
  const attenteDuTemoin = () => (Date.now() - (nonNotesDepuis() ?? Date.now())) / 1000
  let enCours: Promise<Releve> | null = null
  // One scrape asks the base once, whatever it shows of the answer.
  const lire = () => {
    enCours ??= relever(base).finally(() => {
      enCours = null
    })
    return enCours
  }
  const jauge = (
    name: string,
    help: string,
    etiquette: string,
    valeurs: (releve: Releve) => [string, number][],
  ) =>
    new Gauge({
      name,
      help,
      labelNames: [etiquette],
      registers: [registre],
      async collect() {
        const lues = valeurs(await lire())
        this.reset()
        for (const [nom, valeur] of lues) this.set({ [etiquette]: nom }, valeur)
      },
    })
  jauge('fil_rouge_alarme', '1 : quelqu’un doit regarder', 'quoi', releve =>
    alarmes(releve, seuils, attenteDuTemoin()),
  )
  jauge('fil_rouge_sceau_age_secondes', 'Depuis le dernier sceau du journal', 'journal', releve =>
    (releve?.sceaux ?? []).flatMap(sceau =>
      sceau.age === null ? [] : [[sceau.journal, sceau.age]],
    ),
  )
  jauge(
    'fil_rouge_sceau_attente_secondes',
    'Âge de la plus vieille ligne sans sceau',
    'journal',
    releve => (releve?.sceaux ?? []).map(sceau => [sceau.journal, sceau.attente]),
  )
  jauge('fil_rouge_message_retard_secondes', 'Retard du plus vieux message dû', 'canal', releve =>
    (releve?.retards ?? []).map(x => [x.canal, x.retard]),
  )
  jauge(
    'fil_rouge_travailleur_battement_secondes',
    'Depuis le dernier regard à la file ; +Inf : jamais',
    'travailleur',
    releve =>
      (releve?.battements ?? []).map(battement => [
        battement.qui,
        battement.battu ?? Number.POSITIVE_INFINITY,
      ]),
  )
}
