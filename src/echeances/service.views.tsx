import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import type { Lecteur } from '../magistrats/index.ts'
import { auteurs, libelleDeNature, nomDEcheance } from '../mesures/index.ts'
import type { Jour } from '../platform/date.ts'
import {
  adresse,
  adresseDeListe,
  DUnAgent,
  LeJour,
  LienBouton,
  ListeEnTableau,
  Onglets,
  Pastille,
  Titre,
} from '../platform/interface/index.ts'
import { direDe } from '../platform/mots.ts'
import { proximite } from './echeance.panels.tsx'
import { chemins } from './echeance.paths.ts'
import type { echeancesOuvertes, Filtre } from './echeance.store.ts'

type ListeProps = {
  liste: Awaited<ReturnType<typeof echeancesOuvertes>>
  filtre: Filtre & { agent: string; retard: string }
  tous: boolean
  aujourdhui: Jour
  lecteur: Lecteur
  agentNom: string
}
const enMains = ['', 'spip', 'jap', 'parquet', 'greffe', 'tribunal', 'personne'] as const
type FiltresProps = Pick<ListeProps, 'filtre' | 'tous' | 'agentNom'> & {
  url: ReturnType<typeof adresseDeListe>
}
/** Whose dossiers, which days, in whose hands. */
const Filtres = ({ filtre, tous, agentNom, url }: FiltresProps) => (
  <>
    <Onglets
      etiquette="Dossiers"
      onglets={[
        { href: url({ qui: 'moi', agent: '' }), label: 'Mes dossiers', actif: !tous },
        {
          href: url({ qui: 'service', agent: '' }),
          label: 'Tout le service',
          actif: tous && !filtre.agent,
        },
      ]}
    />
    {filtre.agent && <DUnAgent nom={agentNom} tous={url({ agent: '' })} />}
    <Onglets
      etiquette="Jours"
      onglets={[
        { href: url({ retard: '' }), label: 'D’ici trois mois', actif: !filtre.retard },
        {
          href: url({ retard: 'oui' }),
          label: 'En retard seulement',
          actif: filtre.retard === 'oui',
        },
      ]}
    />
    <Onglets
      etiquette="En main"
      onglets={enMains.map(main => ({
        href: url({ enMain: main }),
        label: main === '' ? 'Tous' : auteurs[main],
        actif: filtre.enMain === main,
      }))}
    />
  </>
)

/** What the service, or one agent, has to do: late first, by who has each in hand. */
export const EcheancesDuService = ({
  liste,
  filtre,
  tous,
  aujourdhui,
  agentNom,
  lecteur,
}: ListeProps) => {
  const { enMain, tri, sens, agent, retard } = filtre
  const choix = { qui: tous ? 'service' : 'moi', enMain, agent, retard }
  const url = adresseDeListe(chemins.service, liste, { ...choix, tri, sens })
  return (
    <div class="fil-pile">
      <Titre
        actions={
          <LienBouton href={adresse(chemins.calendrier, choix)({})}>Calendrier (.ics)</LienBouton>
        }
      >
        {tous ? 'Échéances du service' : 'Mes échéances'}
      </Titre>
      <Filtres filtre={filtre} tous={tous} agentNom={agentNom} url={url} />
      <ListeEnTableau
        cle="echeances"
        liste={liste}
        nom={['échéance ouverte', 'échéances ouvertes']}
        ligne={ligne => `${ligne.dossierId} ${ligne.mesureId} ${ligne.cle} ${ligne.rang}`}
        legende={
          retard
            ? 'Échéances en retard'
            : 'Échéances ouvertes d’ici trois mois, en retard comprises'
        }
        ordre={filtre}
        url={url}
        vide={retard ? 'Aucune échéance en retard.' : 'Aucune échéance d’ici trois mois.'}
        colonnes={[
          { label: 'Pour le', tri: 'le', rendu: ligne => <LeJour le={ligne.le} />, entete: true },
          {
            label: 'Personne',
            tri: 'nom',
            rendu: ligne => <a href={dossiers.dossier(ligne.dossierId)}>{ligne.nomComplet}</a>,
          },
          {
            label: 'Quoi',
            rendu: ligne => <a href={chemins.dossier(ligne.dossierId)}>{nomDEcheance(ligne)}</a>,
          },
          { label: 'Mesure', rendu: ligne => libelleDeNature(ligne.nature, ligne.decisionLe) },
          {
            label: 'En main',
            rendu: ligne => direDe(auteurs, ligne.enMain),
          },
          ...(tous
            ? [
                {
                  label: 'Référent',
                  rendu: (ligne: ListeProps['liste']['lignes'][number]) =>
                    ligne.referentNom ?? 'à affecter',
                },
              ]
            : []),
          {
            label: 'État',
            rendu: ligne => {
              const { genre, mot } = proximite(ligne, aujourdhui, lecteur)
              return <Pastille genre={genre}>{mot}</Pastille>
            },
          },
        ]}
      />
    </div>
  )
}
