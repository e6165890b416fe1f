import {
  Alerte,
  Bouton,
  type FormState,
  Formulaire,
  Heure,
  LeJour,
  ListeEnTableau,
  Onglets,
  Pastille,
  ResumeErreurs,
  Titre,
} from '../platform/interface/index.ts'
import { chemins as convocations } from './convocation.paths.ts'
import { chemins } from './decision.paths.ts'
import type { PageSansSuite } from './decision.store.ts'

type Props = {
  liste: PageSansSuite
  tous: boolean
  compte: { sansSuite: number; passees: number }
  trop: boolean
  jours: number
  /** An address that keeps the filter and the length of the list. */
  ici: (chemin: string) => (params: Record<string, string>) => string
  state: FormState
}
const issues = [
  ['honoree', 'Honorée'],
  ['excusee', 'Excusée'],
  ['manquee', 'Manquée'],
] as const

/**
 * Past convocations of which nobody said what happened: what is not noted cannot be counted, nor
 * followed up.
 */
export const SansSuite = ({ liste, tous, compte, trop, jours, ici, state }: Props) => (
  <div class="fil-pile">
    <Titre>Convocations sans suite notée</Titre>
    <ResumeErreurs state={state} />
    <Onglets
      etiquette="De qui"
      onglets={[
        { href: ici(chemins.sansSuite)({ qui: 'moi' }), label: 'Les miennes', actif: !tous },
        { href: ici(chemins.sansSuite)({ qui: 'service' }), label: 'Toutes', actif: tous },
      ]}
    />
    {compte.sansSuite > 0 && (
      <Alerte genre={trop ? 'attention' : 'info'}>
        {compte.sansSuite}{' '}
        {compte.sansSuite > 1 ? 'convocations passées sont' : 'convocation passée est'} sans suite
        notée, sur {compte.passees} en {jours} jours.
      </Alerte>
    )}
    <ListeEnTableau
      cle="sans-suite"
      liste={liste}
      nom={['convocation sans suite notée', 'convocations sans suite notée']}
      ligne={ligne => ligne.id}
      url={ici(chemins.sansSuite)}
      dense
      legende="Convocations sans suite notée, la plus récente d’abord"
      vide="Toutes les convocations passées ont leur suite. Celles d’aujourd’hui sont sur la liste du jour."
      colonnes={[
        { label: 'Jour', rendu: ligne => <LeJour le={ligne.le} />, entete: true },
        { label: 'Heure', rendu: ligne => <Heure heure={ligne.heure} /> },
        {
          label: 'Personne',
          rendu: ligne => (
            <>
              <a href={convocations.convocation(ligne.dossierId, ligne.id)}>{ligne.nom}</a>{' '}
              {ligne.arriveeA && <Pastille genre="ok">Arrivée pointée</Pastille>}
            </>
          ),
        },
        { label: 'Type', rendu: ligne => ligne.typeLibelle },
        ...(tous
          ? [
              {
                label: 'Avec',
                rendu: (ligne: PageSansSuite['lignes'][number]) => ligne.agentNom ?? '',
              },
            ]
          : []),
        {
          label: 'Ce qui s’est passé',
          rendu: ligne => (
            <Formulaire
              enLigne
              action={ici(chemins.noterSuite(ligne.dossierId, ligne.id))({
                page: String(liste.page),
              })}
            >
              {issues.map(([etat, libelle]) => (
                <Bouton
                  variante="secondaire"
                  name="etat"
                  value={etat}
                  etiquette={`${libelle} : ${ligne.nom}`}
                >
                  {libelle}
                </Bouton>
              ))}
            </Formulaire>
          ),
        },
      ]}
    />
  </div>
)
