import { type MesureAChoisir, nomDeMesure } from '../mesures/index.ts'
import { afficherHeure, afficherInstant, afficherJourCourt, type Jour } from '../platform/date.ts'
import { Instant, Tableau } from '../platform/interface/index.ts'
import { phrase } from '../platform/phrase.ts'
import { dits } from './accueil.rules.ts'
import { type Etat, etats } from './etat.rules.ts'
import type { historique } from './histoire.store.ts'

export const nommerParmi =
  (mesures: readonly MesureAChoisir[]) =>
  (ids: readonly string[]): string =>
    ids.length === 0
      ? 'aucune en particulier'
      : ids
          .map(id => mesures.find(x => x.mesureId === id))
          .map(x => (x ? nomDeMesure(x) : 'une mesure retirée'))
          .join(' ; ')

type MesureDiteProps = {
  liens: { mesureId: string }[]
  dites: boolean
  nommer: (ids: readonly string[]) => string
  href: string | null
}
export const MesureDite = ({ liens, dites, nommer, href }: MesureDiteProps) => (
  <>
    {dites ? nommer(liens.map(lien => lien.mesureId)) : 'Pas encore dite'}{' '}
    {href && <a href={href}>{dites ? 'Changer la mesure' : 'Dire la mesure'}</a>}
  </>
)

function changement(
  etat: string,
  detail: unknown,
  nommer: (ids: readonly string[]) => string,
): string {
  if (etat === 'rattachee') {
    const d = detail as {
      avant: string[]
      apres: string[]
      avantDites?: boolean
      apresDites?: boolean
    }
    const dire = (ids: string[], dites = true) => (dites ? nommer(ids) : 'pas encore dite')
    return `Mesure concernée : ${dire(d.apres, d.apresDites)} ; avant : ${dire(d.avant, d.avantDites)}`
  }
  if (etat === 'modifiee') return `Modifiée ; avant : ${avant(detail)}`
  if (etat === 'gardee') return 'Gardée telle quelle'
  const { arriveeA, partieA } = (detail ?? {}) as {
    arriveeA?: string | null
    partieA?: string | null
  }
  const heures = [
    arriveeA && `arrivée le ${afficherInstant(arriveeA)}`,
    partieA && `départ le ${afficherInstant(partieA)}`,
  ].filter(Boolean)
  return `${etats[etat as Etat] ?? dits[etat] ?? etat}${heures.length ? ` ; avant : ${heures.join(', ')}` : ''}`
}
function avant(detail: unknown): string {
  const ancien = detail as { le?: Jour; heure?: string; lieu?: string; agent?: string } | null
  return [
    ancien?.le && afficherJourCourt(ancien.le),
    ancien?.heure && afficherHeure(ancien.heure),
    ancien?.lieu,
    ancien?.agent,
  ]
    .filter(Boolean)
    .join(', ')
}

/** Why it was cancelled the last time, and by whom. */
export function pourquoiAnnulee(histoire: Histoire['histoire']): string | null {
  const derniere = histoire.filter(ligne => ligne.etat === 'annulee').at(-1)
  if (!derniere) return null
  return `par ${derniere.nomComplet}${derniere.motif ? ` : ${phrase(derniere.motif)}` : ''}`
}

type Histoire = {
  histoire: Awaited<ReturnType<typeof historique>>
  nommer: (ids: readonly string[]) => string
}
/** What a convocation went through, with who and why. */
export const HistoireDeConvocation = ({ histoire, nommer }: Histoire) => (
  <Tableau
    legende="Historique de la convocation"
    colonnes={[
      { label: 'Quand', rendu: ligne => <Instant a={ligne.a} />, entete: true },
      {
        label: 'Ce qui a changé',
        rendu: ligne => changement(ligne.etat, ligne.detail, nommer),
      },
      { label: 'Motif', rendu: ligne => ligne.motif ?? '' },
      { label: 'Par', rendu: ligne => ligne.nomComplet },
    ]}
    lignes={histoire}
  />
)
