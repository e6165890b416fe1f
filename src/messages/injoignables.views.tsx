import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import { adresseDeListe, Instant, ListeEnTableau, Titre } from '../platform/interface/index.ts'
import type { injoignables } from './boite.store.ts'
import { masquer } from './canal.rules.ts'
import { chemins } from './message.paths.ts'

type InjoignablesProps = { liste: Awaited<ReturnType<typeof injoignables>>; peut: boolean }
/** Numbers at which the last message did not arrive, with the person and what to do. */
export const Injoignables = ({ liste, peut }: InjoignablesProps) => (
  <div class="fil-pile">
    <Titre>Numéros et adresses injoignables</Titre>
    <p>
      Le dernier message n’y est pas arrivé. Demandez à la personne son numéro, puis corrigez-le :
      elle quitte cette liste. D’ici là, ses messages partent par une autre voie, ou en lettre.
    </p>
    <ListeEnTableau
      cle="injoignables"
      liste={liste}
      nom={['numéro ou adresse', 'numéros et adresses']}
      ligne={ligne => ligne.id}
      url={adresseDeListe(chemins.injoignables, liste)}
      legende="Numéros et adresses injoignables"
      vide="Aucun : le dernier message à chaque numéro est arrivé."
      colonnes={[
        {
          label: 'Personne',
          rendu: ligne => <a href={dossiers.dossier(ligne.dossierId)}>{ligne.nomComplet}</a>,
          entete: true,
        },
        {
          label: 'Numéro ou adresse',
          rendu: ligne => masquer(ligne.canal, ligne.destinataire),
        },
        { label: 'Depuis', rendu: ligne => <Instant a={ligne.changeA} fuseau={ligne.fuseau} /> },
        { label: 'Pourquoi', rendu: ligne => ligne.erreur ?? 'L’opérateur n’a pas dit pourquoi.' },
        {
          label: 'Que faire',
          rendu: ligne => (
            <>
              {peut && (
                <>
                  <a
                    href={dossiers.personne(ligne.dossierId)}
                    aria-label={`Corriger le numéro de ${ligne.nomComplet}`}
                  >
                    Corriger le numéro
                  </a>{' '}
                </>
              )}
              <a
                href={chemins.message(ligne.dossierId, ligne.id)}
                aria-label={`Voir le message à ${ligne.nomComplet}`}
              >
                Voir le message
              </a>
            </>
          ),
        },
      ]}
    />
  </div>
)
