import { Bandeau, type Identite } from '../dossiers/index.ts'
import { chemins as messagerie } from '../messages/message.paths.ts'
import { EtatVide, Heure, LeJour, LienBouton, Tableau, Titre } from '../platform/interface/index.ts'
import { chemins } from './convocation.paths.ts'
import type { convocationsDuDossier } from './convocation.store.ts'
import { PastilleEtat } from './etat.views.tsx'

type Lues = Awaited<ReturnType<typeof convocationsDuDossier>>
type ConvocationsProps = {
  identite: Identite
  convocations: Lues
  ecrire: boolean
  messages: boolean
}
export const Convocations = ({ identite, convocations, ecrire, messages }: ConvocationsProps) => (
  <div class="fil-pile">
    <Titre
      actions={
        <>
          {ecrire && (
            <LienBouton href={chemins.convoquer(identite.dossierId)} variante="primaire">
              Convoquer
            </LienBouton>
          )}
          {messages && (
            <LienBouton href={messagerie.personne(identite.dossierId)}>Messages</LienBouton>
          )}
        </>
      }
    >
      Convocations
    </Titre>
    <Bandeau identite={identite} />
    {convocations.length === 0 ? (
      <EtatVide>
        Aucune convocation.{ecrire && ' Utilisez « Convoquer » pour fixer la première.'}
      </EtatVide>
    ) : (
      <Tableau
        legende="Convocations, la plus récente d’abord"
        colonnes={[
          {
            label: 'Jour',
            rendu: c => (
              <a href={chemins.convocation(c.dossierId, c.id)}>
                <LeJour le={c.le} />
              </a>
            ),
            entete: true,
          },
          { label: 'Heure', rendu: c => <Heure heure={c.heure} /> },
          { label: 'Type', rendu: c => c.typeLibelle },
          { label: 'Avec', rendu: c => c.agentNom ?? c.agendaNom ?? '' },
          { label: 'Lieu', rendu: c => c.lieu },
          { label: 'État', rendu: c => <PastilleEtat etat={c.etat} /> },
        ]}
        lignes={convocations}
      />
    )}
  </div>
)
