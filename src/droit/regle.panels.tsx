import type { ComponentChildren } from 'preact'
import {
  auteurs,
  citationCourte,
  lieuDeLecture,
  type referentiel as Recueil,
  type Referentiel,
  referentiel,
} from '../mesures/index.ts'
import { afficherJourCourt, ajouterJours, type Jour } from '../platform/date.ts'
import { Alerte, Bouton, Details, LeJour, Pastille, Tableau } from '../platform/interface/index.ts'
import type { Citation, Proposition } from '../platform/law.ts'

export type Entree = Recueil.Entree
export const nomsDAuteurs = (cles: readonly (keyof typeof auteurs)[]) =>
  cles.map(cle => auteurs[cle]).join(', ')
/** The name of a rule in an address: its key, without what an address does not keep. */
export const ancre = (id: string) => id.replace(/[^\w.-]+/g, '-')

/** Always above what the proposal says: nobody takes it for the law (charte C4.1). */
export const PasLeDroit = () => (
  <Alerte genre="attention">
    Proposition des États généraux (charte C4.1), pas le droit en vigueur.
  </Alerte>
)

/** The day shown, and what was typed when it was no day. */
export const JourChoisi = ({
  action,
  le,
  errone,
  children,
}: {
  action: string
  le: Jour
  errone: string | null
  children?: ComponentChildren
}) => (
  <>
    <form class="fil-actions" method="get" action={action} aria-label="Choisir le jour">
      <label for="le">Droit en vigueur le</label>
      <input class="ds-input" size={12} type="date" id="le" name="le" value={le} />
      {children}
      <Bouton variante="secondaire">Afficher</Bouton>
    </form>
    {errone && (
      <Alerte genre="attention">
        « {errone} » n’est pas une date : voici le droit du {afficherJourCourt(le)}.
      </Alerte>
    )}
  </>
)

/** What the absence of a value means, by rubrique. */
const absences: Partial<Record<Entree['rubrique'], string>> = {
  nom: 'cette mesure n’existe pas',
  obligations: 'pas d’obligation particulière',
  devoir: 'pas de délai fixé par la loi',
}
/**
 * Lines of a value; none says that the law was read and has no such rule, « inconnu » that nobody
 * read it.
 */
export const Lignes = ({
  lignes,
  rubrique = 'regle',
}: {
  lignes: readonly string[]
  rubrique?: Entree['rubrique']
}) => {
  if (lignes.length === 0)
    return <span class="fil-discret">{absences[rubrique] ?? 'cette règle n’existe pas'}</span>
  if (lignes[0] === referentiel.INCONNU)
    return (
      <>
        <Pastille genre="attention">inconnu</Pastille>{' '}
        <span class="fil-discret">personne n’a encore lu ce que dit la loi</span>
      </>
    )
  if (lignes.length === 1) return <>{lignes[0]}</>
  return (
    <ul>
      {lignes.map(ligne => (
        <li>{ligne}</li>
      ))}
    </ul>
  )
}

/** Who read, when, where, which words; or why nobody has. */
const Lecture = ({ source }: { source: Citation }) =>
  source.confiance === 'lu' ? (
    <>
      Lu le <LeJour le={source.lecture.le} /> ({source.lecture.qui}) :{' '}
      {lieuDeLecture(source.lecture.ou)}
      {source.lecture.mots && <> : « {source.lecture.mots} »</>}.
    </>
  ) : (
    <>
      Non lu au <LeJour le={source.verifieLe} /> : {source.raison}.
    </>
  )

/** What was read of a value, and when; a number that is younger than the day shown says so. */
export function Source({ source, le }: { source: Citation | Proposition<unknown>; le: Jour }) {
  if ('charte' in source)
    return (
      <>
        Charte {source.charte} <Pastille genre="attention">proposition</Pastille>
        {source.choix && <div class="fil-discret">Notre choix : {source.choix}</div>}
      </>
    )
  const posterieur = referentiel.numeroPosterieur(source, le)
  const legifrance =
    source.legifrance?.startsWith('LEGIARTI') && source.texte.startsWith('code')
      ? source.legifrance
      : null
  return (
    <>
      {citationCourte(source, le)}{' '}
      <Pastille genre={source.confiance === 'lu' ? 'ok' : 'attention'}>
        {lus[source.confiance]}
      </Pastille>
      <div class="fil-discret">
        {source.par && <>{source.par}. </>}
        <Lecture source={source} />
        {legifrance && (
          <>
            {' '}
            <a
              href={`https://www.legifrance.gouv.fr/codes/article_lc/${legifrance}`}
              rel="noopener"
            >
              {legifrance}
            </a>
          </>
        )}
        {posterieur && (
          <> Numéro né le {afficherJourCourt(posterieur)} : celui d’alors n’est pas connu.</>
        )}
      </div>
    </>
  )
}
export const lus = { lu: 'lu', a_verifier: 'à vérifier' } as const
const selons = {
  faits: 'Loi du jour des faits, ou plus douce jusqu’au jugement',
  jugement: 'Loi du jour de la décision',
  execution: 'Loi du jour de l’exécution',
} as const
/** Which law applies, in words (CP 112-1, 112-2). */
const choixEnMots = ({ selon, plusDoux }: Entree): string =>
  selon === 'execution' && plusDoux
    ? `${selons.execution} ; plus sévère, elle ne vaut que pour les faits commis depuis`
    : selons[selon]

/**
 * What applies on a day under a référentiel, with the source that says it; null before the first
 * known version.
 */
export function applicableLe(
  entree: Entree,
  le: Jour,
  sous: Referentiel,
): { value: unknown; source: Citation | Proposition<unknown> } | null {
  if (sous === 'egip' && entree.egip) return { value: entree.egip.value, source: entree.egip }
  return referentiel.versionConnue(entree.droit, le)
}

export const Applicable = ({
  entree,
  le,
  sous,
}: {
  entree: Entree
  le: Jour
  sous: Referentiel
}) => {
  const ici = applicableLe(entree, le, sous)
  return ici ? (
    <Lignes lignes={referentiel.enMots(ici.value)} rubrique={entree.rubrique} />
  ) : (
    <>
      <Pastille genre="attention">inconnu</Pastille>{' '}
      <span class="fil-discret">
        avant le {afficherJourCourt(entree.droit[0].from)}, premier jour connu
      </span>
    </>
  )
}
export const SourceDe = ({ entree, le, sous }: { entree: Entree; le: Jour; sous: Referentiel }) => {
  const ici = applicableLe(entree, le, sous)
  return ici && <Source source={ici.source} le={le} />
}

/** Every version of a rule: nothing that was in force is ever lost (charte C1.1). */
export function Historique({ entree }: { entree: Entree }) {
  const { droit } = entree
  if (droit.length === 1)
    return (
      <div class="fil-discret">
        Une seule version connue, du <LeJour le={droit[0].from} />
      </div>
    )
  const lignes = droit.map((version, i) => ({ ...version, au: droit[i + 1]?.from }))
  return (
    <Details titre={`${droit.length} versions successives`}>
      <ul>
        {lignes.map(ligne => (
          <li>
            <strong>
              Depuis le <LeJour le={ligne.from} />
              {ligne.au && (
                <>
                  {' '}
                  jusqu’au <LeJour le={ajouterJours(ligne.au, -1)} />
                </>
              )}
            </strong>
            <div>
              {entree.rubrique === 'deroulement' ? (
                `${referentiel.enMots(ligne.value).length} actes possibles`
              ) : (
                <Lignes lignes={referentiel.enMots(ligne.value)} rubrique={entree.rubrique} />
              )}
            </div>
            <Source source={ligne.source} le={ligne.from} />
          </li>
        ))}
      </ul>
    </Details>
  )
}

type TableProps = { legende: string; entrees: readonly Entree[]; le: Jour; sous: Referentiel }
export const TableDeRegles = ({ legende, entrees, le, sous }: TableProps) => (
  <Tableau
    legende={legende}
    vide={`${legende} : aucune règle.`}
    lignes={[...entrees]}
    colonnes={[
      {
        label: 'Règle',
        entete: true,
        rendu: entree => (
          <>
            <span id={ancre(entree.id)}>{entree.libelle}</span>
            <div class="fil-discret">
              {choixEnMots(entree)}
              {entree.nePesePas && `. ${entree.nePesePas}`}
            </div>
          </>
        ),
      },
      {
        label: 'Ce qui s’applique',
        rendu: entree => (
          <>
            <Applicable entree={entree} le={le} sous={sous} />
            {sous === 'egip' && entree.egip && (
              <div class="fil-discret">
                En droit : <Applicable entree={entree} le={le} sous="droit" />
              </div>
            )}
            <Historique entree={entree} />
          </>
        ),
      },
      { label: 'Source', rendu: entree => <SourceDe entree={entree} le={le} sous={sous} /> },
    ]}
  />
)
