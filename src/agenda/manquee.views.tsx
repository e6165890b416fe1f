import { chemins as accompagnement } from '../accompagnement/accompagnement.paths.ts'
import { chemins as magistrats } from '../magistrats/magistrats.paths.ts'
import { chemins } from './convocation.paths.ts'

/** A missed convocation proposes what may follow, and decides nothing. */
export const EtMaintenant = ({
  lien,
  dossierId,
}: {
  lien: (chemin: (dossierId: string, convocationId: string) => string) => string
  dossierId: string
}) => (
  <section class="fil-carte" aria-label="Et maintenant ?">
    <h2>Et maintenant ?</h2>
    <p>Rien ne part tout seul. Selon ce que vous savez de la personne, vous pouvez :</p>
    <ul>
      <li>
        <a href={lien(chemins.reporter)}>convoquer de nouveau</a>, à la place de celle-ci ;
      </li>
      <li>
        l’appeler, ou lui écrire, pour comprendre ; si elle explique son absence, notez « Excusée »
        ci-dessous ;
      </li>
      <li>
        <a href={accompagnement.noter(dossierId)}>écrire une note</a> dans le dossier ;
      </li>
      <li>
        <a href={magistrats.ecrits(dossierId)}>préparer un rapport au magistrat</a>, si l’absence le
        demande.
      </li>
    </ul>
  </section>
)
