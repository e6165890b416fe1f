import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import {
  AvisDeTransfert,
  estDetenue,
  horsDuDepartement,
  libelleDeCloture,
  PropositionsDAudience,
} from '../dossiers/index.ts'
import { chemins as mesures } from '../mesures/mesure.paths.ts'
import { Alerte, LeJour } from '../platform/interface/index.ts'
import type { Evenement } from './dossier.store.ts'
import type { PageDossierProps } from './dossier.views.tsx'

export const Avertissements = ({
  identite,
  attentes,
  propositions,
  manquent,
  transfert,
  peut,
  monServiceId,
  evenements,
}: PageDossierProps) => (
  <>
    {identite.closA && (
      <AvisDeCloture
        cloture={evenements.find(evenement => evenement.genre === 'cloture')}
        rouvrir={peut.clore ? dossiers.rouvrir(identite.dossierId) : null}
      />
    )}
    {attentes.map(attente => (
      <Alerte genre="attention">
        En attente de saisine depuis le <LeJour le={attente.depuisLe} /> : {attente.manque}
      </Alerte>
    ))}
    {monServiceId === identite.serviceId &&
      !identite.closA &&
      !estDetenue(identite) &&
      horsDuDepartement(identite.codePostal, identite.serviceDepartement) && (
        <Alerte genre="attention">
          La personne habite hors du département du service (
          {[identite.codePostal, identite.commune].filter(Boolean).join(' ')}) : le suivi peut
          relever d’un autre service.{' '}
          {peut.transferer && !transfert && (
            <a href={dossiers.transferer(identite.dossierId)}>Un transfert peut être proposé</a>
          )}
          {!peut.transferer && 'La direction peut proposer un transfert.'}
        </Alerte>
      )}
    <PropositionsDAudience identite={identite} propositions={propositions} decide={peut.corriger} />
    {manquent > 0 && (
      <Alerte>
        {manquent === 1 ? 'Une pièce manque' : `${manquent} pièces manquent`}.{' '}
        <a href={mesures.mesures(identite.dossierId)}>Voir la liste</a>
      </Alerte>
    )}
    {transfert && <AvisDeTransfert transfert={transfert} monServiceId={monServiceId} peut={peut} />}
  </>
)

/** First thing to know of a closed dossier: since when, why, and what opens it again. */
const AvisDeCloture = ({
  cloture,
  rouvrir,
}: {
  cloture: Evenement | undefined
  rouvrir: string | null
}) => (
  <Alerte>
    Ce dossier est clos
    {cloture && (
      <>
        {' '}
        depuis le <LeJour le={cloture.le} /> ({libelleDeCloture(cloture.libelle).toLowerCase()})
      </>
    )}
    {' : il se lit, et ne reçoit plus rien. '}
    {rouvrir && <a href={rouvrir}>Rouvrir le dossier</a>}
  </Alerte>
)
